import type { CriterionScoreDto } from '@shortlist/api-client';
import Table from 'cli-table3';
import type { RankedFile, ScreeningReport } from './screening-report.js';

const MARKS: Readonly<Record<string, string>> = { met: '✔', partly: '◐', notMet: '✘', unknown: '?' };
const LONGEST_QUOTE = 60;

/** The report for a terminal: who, how well, and by which words of the resume. */
export function reportTable({ job, results, failures }: ScreeningReport): string {
  const parts = [`\n${job.title}: ${results.length} screened, ${failures.length} not readable\n`];
  if (results.length > 0) parts.push(resultTable(results));
  if (failures.length > 0)
    parts.push(`\nNot readable:\n${failures.map(({ file, code, detail }) => `  ${file}: ${code}. ${detail}`).join('\n')}`);
  return `${parts.join('\n')}\n`;
}

function resultTable(results: readonly RankedFile[]): string {
  const table = new Table({
    head: ['#', 'Score', 'Candidate', 'Criteria'],
    colWidths: [6, 8, 34, 82],
    wordWrap: true,
    style: { head: [], border: [] },
  });
  for (const { rank, tied, score, candidate, file, criteria, flags } of results) {
    const who = [candidate.name ?? '(no name)', candidate.email, file].filter(Boolean).join('\n');
    const lines = criteria.map(criterionLine);
    if (flags.length > 0) lines.push(`flags: ${flags.join(', ')}`);
    table.push([`${rank}${tied ? '=' : ''}`, score.toFixed(2), who, lines.join('\n')]);
  }
  return table.toString();
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
