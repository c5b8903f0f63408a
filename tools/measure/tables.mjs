import Table from 'cli-table3';

/**
 * A table of objects; the keys of the first are the heads. Null stands for a figure that there is not.
 * @param {string} title
 * @param {readonly Record<string, unknown>[]} rows
 * @returns {string}
 */
export function tableOf(title, rows) {
  const heads = Object.keys(rows[0] ?? {});
  const table = new Table({
    head: heads,
    style: { head: [], border: [] },
    colAligns: heads.map((_, index) => (index === 0 ? 'left' : 'right')),
  });
  table.push(...rows.map((row) => heads.map((head) => cell(row[head]))));
  return `\n${title}\n${table.toString()}`;
}

function cell(value) {
  if (value === null || value === undefined) return '-';
  if (typeof value !== 'number') return String(value);
  return Number.isInteger(value) ? String(value) : value.toFixed(Math.abs(value) < 10 ? 3 : 1);
}

/** Bytes in whole mebibytes, null where there are none. */
export const mebibytes = (bytes) => (bytes === null ? null : Math.round(bytes / 1024 ** 2));
