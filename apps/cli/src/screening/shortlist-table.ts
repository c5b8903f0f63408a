import type { ShortlistEntryDto } from '@shortlist/api-client';
import { textTable } from '../text-table.js';
import { resultMark } from './report-table.js';
import type { Shortlist } from './shortlists.js';

const COLUMNS = [
  { head: '#', width: 3 },
  { head: 'Score', width: 6 },
  { head: 'Name', width: 22 },
  { head: 'Why', width: 82 },
];

/** A shortlist for a terminal: rank, score, name and why. */
export function shortlistTable({ title, cutLine, counts, entries }: Shortlist): string {
  const rows = entries.map((entry) => [rankOf(entry), entry.score.toFixed(2), entry.name ?? '(no name)', reasonsOf(entry)]);
  const tied = cutLine && cutLine.tiedBelowCount > 0 ? `, ${cutLine.tiedBelowCount} more with that score` : '';
  const cut = !cutLine ? 'the list has room' : `cut line ${cutLine.score.toFixed(2)}${tied}`;
  const summary = `${entries.length} of ${counts.screened} screened, ${counts.unreadable} not readable, ${cut}`;
  return `\nShortlist: ${title}\n${summary}\n${textTable(COLUMNS, rows)}\n`;
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
