export interface Column {
  readonly head: string;
  readonly width: number;
}

/**
 * A boxed table whose cells wrap at blanks; line breaks in a cell are kept. Our own, because cli-table3 took three seconds for
 * five people: it measures every prefix of a cell anew.
 */
export function textTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const rule = (left: string, cross: string, right: string): string =>
    left + columns.map(({ width }) => '─'.repeat(width + 2)).join(cross) + right;
  const body = [columns.map(({ head }) => head), ...rows].map((row) => rowLines(columns, row).join('\n'));
  return [rule('┌', '┬', '┐'), body.join(`\n${rule('├', '┼', '┤')}\n`), rule('└', '┴', '┘')].join('\n');
}

function rowLines(columns: readonly Column[], row: readonly string[]): string[] {
  const cells = columns.map(({ width }, index) => wrap(row[index] ?? '', width));
  const height = Math.max(...cells.map((cell) => cell.length));
  return Array.from({ length: height }, (_, line) => {
    const parts = cells.map((cell, index) => pad(cell[line] ?? '', columns[index]?.width ?? 0));
    return `│ ${parts.join(' │ ')} │`;
  });
}

/** Control characters could move the cursor or forge a line: texts of candidates are shown here. */
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]/g;

/** The text with whatever could steer a terminal blanked; line breaks stay. */
export function printable(text: string): string {
  return text.replace(CONTROL, ' ');
}

/** The lines of a cell; a word that is longer than the width is cut. */
export function wrap(text: string, width: number): string[] {
  return printable(text)
    .split('\n')
    .flatMap((line) => {
      const lines: string[] = [];
      let current = '';
      for (const word of line.split(' ').flatMap((one) => cut(one, width))) {
        if (current !== '' && length(current) + 1 + length(word) > width) {
          lines.push(current);
          current = word;
        } else {
          current = current === '' ? word : `${current} ${word}`;
        }
      }
      return [...lines, current];
    });
}

function cut(word: string, width: number): string[] {
  const points = [...word];
  if (points.length <= width) return [word];
  return Array.from({ length: Math.ceil(points.length / width) }, (_, part) => points.slice(part * width, (part + 1) * width).join(''));
}

const length = (text: string): number => [...text].length;
const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - length(text)));
