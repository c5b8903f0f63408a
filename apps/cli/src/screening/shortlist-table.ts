import type { ShortlistEntryDto } from '@shortlist/api-client';
import Table from 'cli-table3';
import { resultMark } from './report-table.js';
import type { Shortlist } from './shortlists.js';

/** A shortlist for a terminal: rank, score, name and why. */
export function shortlistTable({ title, cutLine, counts, entries }: Shortlist): string {
  const table = new Table({
    head: ['#', 'Score', 'Name', 'Why'],
    colWidths: [5, 8, 24, 84],
    wordWrap: true,
    style: { head: [], border: [] },
  });
  for (const entry of entries) table.push([rankOf(entry), entry.score.toFixed(2), entry.name ?? '(no name)', reasonsOf(entry)]);
  const tied = cutLine && cutLine.tiedBelowCount > 0 ? `, ${cutLine.tiedBelowCount} more with that score` : '';
  const cut = !cutLine ? 'the list has room' : `cut line ${cutLine.score.toFixed(2)}${tied}`;
  return `\nShortlist: ${title}\n${entries.length} of ${counts.screened} screened, ${counts.unreadable} not readable, ${cut}\n${table.toString()}\n`;
}

function rankOf({ rank, tied, needsPerson }: ShortlistEntryDto): string {
  return `${rank}${tied ? '=' : ''}${needsPerson ? '!' : ''}`;
}

function reasonsOf({ reasons, needsPerson }: ShortlistEntryDto): string {
  const lines = reasons.map(
    ({ result, name, points, maxPoints, reason }) => `${resultMark(result)} ${name} ${points}/${maxPoints}: ${reason}`,
  );
  return [...lines, ...(needsPerson ? ['! a person has to look at it'] : [])].join('\n');
}
