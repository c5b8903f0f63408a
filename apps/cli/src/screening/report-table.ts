import type { CriterionScoreDto } from '@shortlist/api-client';
import { textTable } from '../text-table.js';
import { topOf } from './screening-report.js';
import type { RankedFile, ScreeningReport } from './screening-report.js';

const MARKS: Readonly<Record<string, string>> = { met: '✔', partly: '◐', notMet: '✘', unknown: '?' };
const LONGEST_QUOTE = 60;

const COLUMNS = [
  { head: '#', width: 4 },
  { head: 'Score', width: 6 },
  { head: 'Candidate', width: 32 },
  { head: 'Criteria', width: 80 },
];

/** The report for a terminal: who, how well, and by which words of the resume. */
export function reportTable(report: ScreeningReport, top: number | null): string {
  const { job, results, failures } = report;
  const shown = topOf(report, top).results;
  const best = shown.length < results.length ? `, the best ${shown.length} shown` : '';
  const parts = [`\n${job.title}: ${results.length} screened${best}, ${failures.length} not readable\n`];
  if (shown.length > 0) parts.push(textTable(COLUMNS, shown.map(resultRow)));
  if (failures.length > 0)
    parts.push(`\nNot readable:\n${failures.map(({ file, code, detail }) => `  ${file}: ${code}. ${detail}`).join('\n')}`);
  return `${parts.join('\n')}\n`;
}

function resultRow({ rank, tied, score, candidate, file, criteria, flags }: RankedFile): string[] {
  const who = [candidate.name ?? '(no name)', candidate.email, file].filter(Boolean).join('\n');
  const lines = criteria.map(criterionLine);
  if (flags.length > 0) lines.push(`flags: ${flags.join(', ')}`);
  return [`${rank}${tied ? '=' : ''}`, score.toFixed(2), who, lines.join('\n')];
}

function criterionLine({ result, name, kind, points, maxPoints, evidence }: CriterionScoreDto): string {
  const quote = evidence[0]?.text.replace(/\s+/g, ' ').trim();
  const quoted = quote ? ` “${quote.length > LONGEST_QUOTE ? `${quote.slice(0, LONGEST_QUOTE)}…` : quote}”` : '';
  return `${resultMark(result)} ${name || kind} ${points}/${maxPoints}${quoted}`;
}

/** One sign for the result of a criterion. */
export function resultMark(result: string): string {
  return MARKS[result] ?? ' ';
}
