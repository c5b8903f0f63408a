import type { DraftedRequirement } from './drafted-requirement.js';
import type { PostingQuote, PostingText } from './posting-text.js';

/** Lowest first. */
export const SENIORITY_LEVELS = ['intern', 'junior', 'mid', 'senior', 'lead', 'executive'] as const;
export type SeniorityLevel = (typeof SENIORITY_LEVELS)[number];

/** How senior a job is by what it says, and by what its title says. */
export interface Seniority {
  /** By the duties and the years that it asks for, else by the title; null when nothing tells. */
  readonly level: SeniorityLevel | null;
  /** By the title alone. */
  readonly titleLevel: SeniorityLevel | null;
  /** Two levels and more lie between them. */
  readonly isContradictory: boolean;
  readonly evidence: readonly PostingQuote[];
}

const TITLES: readonly (readonly [SeniorityLevel, RegExp])[] = [
  ['executive', /\b(chief|c[etfo]o|vp|vice president|director|president|geschäftsführer\w*)\b/i],
  ['lead', /\b(lead|principal|staff|head|manager|teamleiter\w*|leiter\w*|architect)\b/i],
  ['senior', /\b(senior|sr\.?|expert|experienced)(?!\w)/i],
  ['intern', /\b(intern|internship|trainee|apprentice|praktik\w+|becario|stagiaire)\b/i],
  ['junior', /\b(junior|jr\.?|entry[- ]level|graduate|assistant)(?!\w)/i],
];
/** Of the duties, what people of that level do. */
const DUTIES: readonly (readonly [SeniorityLevel, RegExp])[] = [
  ['executive', /\b(p&l|board of directors|company strategy|report(s|ing)? to the (ceo|board))\b/i],
  [
    'lead',
    /\b((lead|manage|build|grow|head) (a|the|our|your)( \w+){0,3} team|direct reports|people management|hire and|line manage\w*|team führen)\b/i,
  ],
  [
    'senior',
    /\b(mentor\w*|coach (other|junior|the)|own the (architecture|design|roadmap)|architectural decisions|technical direction|set standards)\b/i,
  ],
];
const YEARS: readonly (readonly [most: number, SeniorityLevel])[] = [
  [1, 'junior'],
  [4, 'mid'],
  [8, 'senior'],
  [Infinity, 'lead'],
];

/** Years of work that titles of a level usually ask for; a suggestion where a posting says nothing. */
export const USUAL_YEARS: Readonly<Partial<Record<SeniorityLevel, number>>> = { mid: 2, senior: 5, lead: 7, executive: 10 };

/** The level of the job by its words. */
export function seniorityOf({ text, sentences }: PostingText, requirements: readonly DraftedRequirement[]): Seniority {
  const title = text.slice(0, text.indexOf('\n'));
  const titled = TITLES.map(([level, words]) => ({ level, match: words.exec(title) })).find(({ match }) => match !== null);
  const evidence: PostingQuote[] = [];
  if (titled?.match) evidence.push(quoteOf(titled.match[0], titled.match.index));
  const asked = requirements.find(({ type, mandatory, basis }) => type === 'experience' && mandatory && basis === 'stated');
  const byYears = asked ? (YEARS.find(([most]) => (asked.years ?? 0) <= most)?.[1] ?? null) : null;
  if (asked) evidence.push(asked.evidence);
  const dutiful = DUTIES.flatMap(([level, words]) => {
    const sentence = sentences.find((one) => one.section !== 'benefits' && one.section !== 'employer' && words.test(one.text));
    return sentence ? [{ level, sentence }] : [];
  })[0];
  if (dutiful) evidence.push({ text: dutiful.sentence.text, start: dutiful.sentence.start, end: dutiful.sentence.end });
  const told = higher(byYears, dutiful?.level ?? null);
  const titleLevel = titled?.level ?? null;
  return { level: told ?? titleLevel, titleLevel, isContradictory: distance(told, titleLevel) >= 2, evidence };
}

function quoteOf(text: string, start: number): PostingQuote {
  return { text, start, end: start + text.length };
}

function higher(one: SeniorityLevel | null, other: SeniorityLevel | null): SeniorityLevel | null {
  if (one === null || other === null) return one ?? other;
  return SENIORITY_LEVELS.indexOf(one) >= SENIORITY_LEVELS.indexOf(other) ? one : other;
}

function distance(one: SeniorityLevel | null, other: SeniorityLevel | null): number {
  return one === null || other === null ? 0 : Math.abs(SENIORITY_LEVELS.indexOf(one) - SENIORITY_LEVELS.indexOf(other));
}
