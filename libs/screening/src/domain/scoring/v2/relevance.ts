import { OCCUPATION_COUNT, addMeaning, comparedWordsIn, meaningIn, occupationName } from '../../occupations/background.js';
import { named, resultOf, unknown } from '../v1/judgement.js';
import type { JudgedCriterion, Judgement } from '../v1/judgement.js';
import { within } from '../v1/evidence.js';
import type { Facts } from '../v1/facts.js';
import { FULL_WEIGHT } from './reading.js';
import type { Reading } from './reading.js';
import type { Wanted, WantedTitle } from './wanted.js';

/** How the share of relevance is divided; measured in docs/evaluation.md. */
const WEIGHTS = { title: 20, words: 40, field: 40 } as const;

/** What nine of ten relevant resumes of the evaluation stay below: from there on, the line is met in full. */
const FULL = { words: 0.36, field: 0.7 } as const;

/** A word of the title found elsewhere in the resume, not in a title held. */
const WORD_ELSEWHERE = 0.5;

/** Distinct words beside those asked for at which the words found count for 2^-1/2 = 0.71: two pages. Long resumes hold any word. */
const LENGTH_PIVOT = 300;

const MOST_LINES = 3;

/**
 * How much of the job's text, and of the kind of work that it stands for, a resume shows. Words of the must-have skills, and of those that
 * show them, only ever add: they neither count as length nor change the field, so that taking one away never raises a score.
 */
export function judgeRelevance(wanted: Wanted, reading: Reading): JudgedCriterion<'relevance'>[] {
  const line = (name: string, weight: number, judgement: Judgement): JudgedCriterion<'relevance'> => ({
    kind: 'relevance',
    name,
    weight,
    ...judgement,
  });
  if (reading.words.size === 0)
    return [line('Relevance to the job', 1, unknown('The resume shows no work or skills to compare with the job.', 0))];
  return [
    ...(wanted.title ? [line('Relevance to the job title', WEIGHTS.title, judgeTitle(wanted.title, reading, wanted.asked))] : []),
    line('Words of the job', WEIGHTS.words, judgeWords(wanted, reading)),
    line('Kind of work', WEIGHTS.field, judgeField(wanted, reading)),
  ];
}

function judgeTitle(title: WantedTitle, { facts, words, recency }: Reading, asked: ReadonlySet<string>): Judgement {
  const best = facts.roles
    .map((role) => ({ role, credit: (recency.get(role) ?? 1) * likeness(title, role.title ?? '', asked) }))
    .sort((a, b) => b.credit - a.credit || (a.role.evidence[0]?.start ?? 0) - (b.role.evidence[0]?.start ?? 0))[0];
  const elsewhere = WORD_ELSEWHERE * shareOf(title, words);
  if (best && best.credit > 0 && best.credit >= elsewhere) {
    const reason = `The post "${best.role.title}" resembles ${named(title.text)}.`;
    return { result: resultOf(best.credit), credit: best.credit, evidence: titleSpan(best.role), reason };
  }
  const evidence = [...title.words.keys()].flatMap((stem) => words.get(stem)?.line ?? []).slice(0, MOST_LINES);
  const reason =
    elsewhere > 0
      ? `Words of the title ${named(title.text)} occur in the resume.`
      : `No post in the resume resembles ${named(title.text)}.`;
  return { result: resultOf(elsewhere), credit: elsewhere, evidence, reason };
}

/** The words of the wanted title that a held one has, or how near the two stand among occupations: whichever is more. */
function likeness(title: WantedTitle, held: string, asked: ReadonlySet<string>): number {
  const stems = new Set(comparedWordsIn(held).map(({ stem }) => stem));
  const field = new Float64Array(OCCUPATION_COUNT);
  for (const stem of stems) if (!asked.has(stem)) addMeaning(field, stem, 1);
  return Math.max(shareOf(title, stems), correlation(title.field, field));
}

function judgeWords(wanted: Wanted, { words, skills }: Reading): Judgement {
  const found = [...wanted.words].filter(([stem]) => words.has(stem));
  const showing = skills.filter(({ name }) => name.length > 0 && name.every((stem) => wanted.asked.has(stem)));
  const asked = new Set(showing.flatMap(({ written }) => written));
  const beside = [...words.keys()].filter((stem) => !wanted.words.has(stem) && !wanted.asked.has(stem) && !asked.has(stem)).length;
  const weight = found.reduce((sum, [stem, value]) => sum + (value * (words.get(stem)?.weight ?? 0)) / FULL_WEIGHT, 0);
  const credit = Math.min(1, weight / wanted.total / FULL.words / Math.sqrt(1 + beside / LENGTH_PIVOT));
  const heaviest = found.toSorted(([one, a], [other, b]) => b - a || (one < other ? -1 : 1)).slice(0, MOST_LINES);
  const evidence = heaviest.flatMap(([stem]) => words.get(stem)?.line ?? []);
  const reason = `${found.length} of ${wanted.words.size} distinct words of the job occur in the resume, which has ${beside} others.`;
  return { result: resultOf(credit), credit, evidence, reason };
}

function judgeField(wanted: Wanted, { words, field }: Reading): Judgement {
  const own = Float64Array.from(field);
  for (const stem of wanted.asked) addMeaning(own, stem, -(words.get(stem)?.weight ?? 0));
  const credit = Math.min(1, Math.max(0, correlation(wanted.field, own)) / FULL.field);
  if (credit === 0) return { result: 'notMet', credit, evidence: [], reason: 'The resume and the job share no kind of work.' };
  const shared = own.reduce(
    (best, value, at) => (value * (wanted.field[at] ?? 0) > (own[best] ?? 0) * (wanted.field[best] ?? 0) ? at : best),
    0,
  );
  const telling = [...words]
    .map(([stem, { weight, line }]) => ({ stem, line, says: wanted.asked.has(stem) ? 0 : meaningIn(stem, shared) * weight }))
    .filter(({ says }) => says > 0)
    .sort((a, b) => b.says - a.says || (a.stem < b.stem ? -1 : 1));
  const evidence = telling.slice(0, MOST_LINES).map(({ line }) => line);
  const reason = `What the resume and the job share most is the work of ${named(occupationName(shared))}, in O*NET's words.`;
  return { result: resultOf(credit), credit, evidence, reason };
}

function shareOf({ words, total }: Pick<WantedTitle, 'words' | 'total'>, has: { has(stem: string): boolean }): number {
  const found = [...words].reduce((sum, [stem, weight]) => sum + (has.has(stem) ? weight : 0), 0);
  return total > 0 ? found / total : 0;
}

/** Pearson's coefficient: above the mean in the same occupations. Unlike the cosine it takes out what words of everyday work say of every occupation. */
function correlation(a: Float64Array, b: Float64Array): number {
  let [sumA, sumB, product, squaresA, squaresB] = [0, 0, 0, 0, 0];
  for (let at = 0; at < a.length; at += 1) {
    const [x, y] = [a[at] ?? 0, b[at] ?? 0];
    sumA += x;
    sumB += y;
    product += x * y;
    squaresA += x * x;
    squaresB += y * y;
  }
  const [spreadA, spreadB] = [squaresA - sumA ** 2 / a.length, squaresB - sumB ** 2 / a.length];
  return spreadA > 0 && spreadB > 0 ? (product - (sumA * sumB) / a.length) / Math.sqrt(spreadA * spreadB) : 0;
}

function titleSpan(role: Facts['roles'][number]) {
  const block = role.evidence[0];
  const at = block && role.title ? block.text.indexOf(role.title) : -1;
  return block ? [at >= 0 && role.title ? within(block, at, role.title.length) : block] : [];
}
