import type { EvidenceDto } from '@shortlist/contracts';
import { skillWords } from '@shortlist/taxonomy';
import { within } from './evidence.js';
import type { Facts } from './facts.js';
import { named, resultOf, unknown } from './judgement.js';
import type { JudgedCriterion, Judgement } from './judgement.js';
import { STOP_WORDS } from './stop-words.js';

type Job = { readonly title: string; readonly description: string | null };

/** A title says in three words what a description says in three hundred; without a description it is all there is. */
const TITLE_WEIGHT = 40;
const DESCRIPTION_WEIGHT = 60;

/** A word of the title found elsewhere in the work history, not in a title held. */
const WORD_ELSEWHERE = 0.5;

/**
 * Relevance of a profile to the text of a job, for criteria that ask for nothing. Each distinct word counts once on the side of the resume, so
 * that repeating words earns nothing; on the side of the job a word that recurs weighs more (1 + ln count).
 */
export function judgeRelevance(job: Job, facts: Facts): JudgedCriterion[] {
  const title = terms(job.title);
  const description = terms(job.description ?? '');
  const judged: JudgedCriterion[] = [];
  if (title.size > 0)
    judged.push({ kind: 'relevance', name: 'Relevance to the job title', weight: TITLE_WEIGHT, ...judgeTitle(job, title, facts) });
  if (description.size > 0) {
    judged.push({
      kind: 'relevance',
      name: 'Relevance to the job description',
      weight: DESCRIPTION_WEIGHT,
      ...judgeDescription(description, facts),
    });
  }
  return judged;
}

function judgeTitle(job: Job, wanted: ReadonlyMap<string, number>, facts: Facts): Judgement {
  if (isWordless(facts)) return unknown('The resume shows no work or skills to compare with the job title.', 0);
  const best = facts.roles
    .map((role) => ({ role, credit: dice(wanted, terms(role.title ?? '')) }))
    .sort((a, b) => b.credit - a.credit || (a.role.evidence[0]?.start ?? 0) - (b.role.evidence[0]?.start ?? 0))[0];
  const said = wordsOf(facts);
  const elsewhere = (WORD_ELSEWHERE * [...wanted.keys()].filter((word) => said.has(word)).length) / wanted.size;
  if (best && best.credit > 0 && best.credit >= elsewhere) {
    const evidence = titleSpan(best.role);
    return {
      result: resultOf(best.credit),
      credit: best.credit,
      evidence,
      reason: `The post "${best.role.title}" resembles ${named(job.title)}.`,
    };
  }
  const reason =
    elsewhere > 0 ? `Words of the title ${named(job.title)} occur in the resume.` : `No post in the resume resembles ${named(job.title)}.`;
  return { result: resultOf(elsewhere), credit: elsewhere, evidence: spansOf([...wanted.keys()], facts), reason };
}

function judgeDescription(wanted: ReadonlyMap<string, number>, facts: Facts): Judgement {
  if (isWordless(facts)) return unknown('The resume shows no work or skills to compare with the job description.', 0);
  const said = wordsOf(facts);
  const found = [...wanted.keys()].filter((word) => said.has(word));
  // The square root spreads the low end: even a fitting resume repeats only a part of the words of an advertisement.
  const credit = Math.sqrt(sumOf(found, wanted) / sumOf([...wanted.keys()], wanted));
  const heaviest = [...found].sort((a, b) => (wanted.get(b) ?? 0) - (wanted.get(a) ?? 0) || (a < b ? -1 : 1));
  const reason = `${found.length} of ${wanted.size} distinct words of the job description occur in the resume's skills, work and education.`;
  return { result: resultOf(credit), credit, evidence: spansOf(heaviest, facts), reason };
}

/** Distinct words that carry meaning, with their weight. */
function terms(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of stems(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return new Map([...counts].map(([word, count]) => [word, 1 + Math.log(count)]));
}

function stems(text: string): string[] {
  return skillWords(text)
    .filter((word) => word.length > 1 && !/^\d+$/.test(word) && !STOP_WORDS.has(word))
    .map(stem);
}

/** Drops the endings by which English forms differ; rough, but the same on both sides. */
function stem(word: string): string {
  const base = word.length > 5 ? word.replace(/(ations?|ing|ment|ed|er|or|ion)$/, '') : word;
  return base.length < 3 ? word : base.replace(/(.)\1$/, '$1').replace(/(?<=..)[ey]$/, '');
}

function dice(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  return (2 * [...a.keys()].filter((word) => b.has(word)).length) / (a.size + b.size);
}

function sumOf(words: readonly string[], weights: ReadonlyMap<string, number>): number {
  return words.reduce((sum, word) => sum + (weights.get(word) ?? 0), 0);
}

function isWordless(facts: Facts): boolean {
  return wordsOf(facts).size === 0;
}

function wordsOf(facts: Facts): ReadonlySet<string> {
  const texts = [
    ...facts.skills.map((skill) => skill.name),
    ...facts.roles.flatMap((role) => [role.title ?? '', ...role.bullets]),
    ...facts.education.map((degree) => degree.field ?? ''),
    ...facts.certifications.map((certificate) => certificate.value),
  ];
  return new Set(texts.flatMap(stems));
}

/** Spans of skills that hold one of the words; a reader can follow these, unlike single words out of a paragraph. */
function spansOf(words: readonly string[], facts: Facts): EvidenceDto[] {
  const wanted = new Set(words);
  const holders = [...facts.skills, ...facts.certifications.map(({ value, evidence }) => ({ name: value, evidence }))];
  const spans = holders.filter(({ name }) => stems(name).some((word) => wanted.has(word))).flatMap(({ evidence }) => evidence.slice(0, 1));
  if (spans.length > 0) return spans;
  return facts.roles
    .filter((role) => [role.title ?? '', ...role.bullets].flatMap(stems).some((word) => wanted.has(word)))
    .flatMap((role) => role.evidence.slice(0, 1));
}

function titleSpan(role: Facts['roles'][number]): EvidenceDto[] {
  const block = role.evidence[0];
  const at = block && role.title ? block.text.indexOf(role.title) : -1;
  return block ? [at >= 0 && role.title ? within(block, at, role.title.length) : block] : [];
}
