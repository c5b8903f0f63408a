import Table from 'cli-table3';
import type { Shortlist } from './shortlists.js';

/** A shortlist for a terminal: rank, score, name and why. */
export function shortlistTable({ title, cutLine, screened, entries }: Shortlist): string {
  const table = new Table({
    head: ['#', 'Score', 'Name', 'Why'],
    colWidths: [5, 8, 26, 78],
    wordWrap: true,
    style: { head: [], border: [] },
  });
  for (const entry of entries) {
    table.push([`${entry.rank}${entry.tied ? '=' : ''}`, entry.score.toFixed(2), entry.name ?? '(no name)', entry.reasons.join('\n')]);
  }
  const cut = cutLine === null ? 'nobody is on it yet' : `cut line ${cutLine.toFixed(2)}`;
  return `\nShortlist: ${title} (${entries.length} of ${screened} screened, ${cut})\n${table.toString()}\n`;
}
