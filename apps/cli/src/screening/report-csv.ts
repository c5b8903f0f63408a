import type { ScreeningReport } from './screening-report.js';

const COLUMNS = ['rank', 'tied', 'file', 'name', 'email', 'score', 'flags', 'criteria', 'failure_code', 'failure_detail'];

/** The report as CSV (RFC 4180); files that could not be read stand at the end. */
export function reportCsv({ results, failures }: ScreeningReport): string {
  const rows = [
    COLUMNS,
    ...results.map(({ rank, tied, file, candidate, score, flags, criteria }) => [
      rank,
      tied,
      file,
      candidate.name,
      candidate.email,
      score.toFixed(2),
      flags.join(' '),
      criteria.map(({ name, result, points, maxPoints }) => `${name}: ${result} ${points}/${maxPoints}`).join('; '),
      '',
      '',
    ]),
    ...failures.map(({ file, code, detail }) => ['', '', file, '', '', '', '', '', code, detail]),
  ];
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** A cell that a spreadsheet would run as a formula is made text with an apostrophe (OWASP, CSV injection). */
function cell(value: string | number | boolean | null): string {
  const text = value === null ? '' : String(value);
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
