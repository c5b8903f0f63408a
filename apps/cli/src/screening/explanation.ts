import { UsageError } from '../exit-codes.js';
import { printable } from '../text-table.js';
import { resultMark } from './report-table.js';
import type { RankedFile, ScreenedFile } from './screening-report.js';

/** The result that somebody names by its file, its application or the e-mail address in it. */
export function resultNamed(results: readonly RankedFile[], applications: ReadonlyMap<string, string>, named: string): RankedFile {
  const file = applications.get(named) ?? named;
  const found = results.filter((result) => result.file === file || result.candidate.email === named);
  const [one, another] = found;
  if (!one) throw new UsageError(`There is no screened file ${named} to explain.`);
  if (another)
    throw new UsageError(`${found.length} files carry ${named}; name one of them: ${found.map((result) => result.file).join(', ')}.`);
  return one;
}

/** Every criterion of one result with its points, its sentence and all its evidence. */
export function explanationText({ rank, tied, score, candidate, file, criteria, flags }: RankedFile): string {
  const who = [candidate.name ?? '(no name)', candidate.email, file].filter(Boolean).join(', ');
  const head = `${who}\nRank ${rank}${tied ? ', tied' : ''}; score ${score.toFixed(2)}`;
  const cap = flags.length > 0 ? [`For a person to look at: ${flags.join(', ')}`] : [];
  return `\n${[head, ...cap, ...criteria.map(criterionText)].map(printable).join('\n\n')}\n`;
}

function criterionText({ kind, name, result, points, maxPoints, reason, evidence }: ScreenedFile['criteria'][number]): string {
  const quotes = evidence.map(({ text, start, end }) => `    ${start}-${end} “${text.replace(/\s+/g, ' ').trim()}”`);
  return [
    `${resultMark(result)} ${name || kind}: ${result}, ${points.toFixed(2)} of ${maxPoints.toFixed(2)} points`,
    `  ${reason}`,
    ...quotes,
  ].join('\n');
}
