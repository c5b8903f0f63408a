import { EDUCATION_LEVELS } from '@shortlist/contracts';
import type { EducationLevel } from '@shortlist/contracts';
import { knownSkill, skillKey } from '@shortlist/taxonomy';
import { ASKED_DEGREES } from './drafted-requirement.js';
import type { DraftedRequirement } from './drafted-requirement.js';
import type { PostingText } from './posting-text.js';
import { statedYears } from './stated-years.js';

/** A requirement as a model tells it, with the words of the posting that it stands on. */
export interface QuotedRequirement {
  readonly type: DraftedRequirement['type'];
  readonly value: string;
  readonly mandatory: boolean;
  readonly years: number | null;
  readonly quote: string;
}

/**
 * The requirements that stand in what was shown. One falls when its quote does not stand there letter by letter, or does not name it; years fall that
 * the quote does not state. So a model can point at words and say nothing of its own.
 */
export function quotedRequirements(told: readonly QuotedRequirement[], { text }: PostingText, shown: string): DraftedRequirement[] {
  return told.flatMap(({ type, value, mandatory, years, quote }) => {
    const start = shown.indexOf(quote);
    const end = start + quote.length;
    if (quote.trim() === '' || start === -1 || text.slice(start, end) !== quote) return [];
    const stated = years !== null && statedYears({ text: quote }).some((one) => one.years === years) ? years : null;
    const named = nameIn(quote, type, value, stated);
    if (named === null) return [];
    const evidence = { text: quote, start, end };
    return [{ type, value: named, mandatory, years: stated, level: null, basis: 'stated', foundBy: 'model', evidence }];
  });
}

function nameIn(quote: string, type: DraftedRequirement['type'], value: string, years: number | null): string | null {
  if (type === 'experience') return years === null ? null : String(years);
  if (type === 'education') return levelIn(quote, value);
  const stands =
    quote.toLowerCase().includes(value.trim().toLowerCase()) || wordsOf(quote).some((words) => skillKey(words) === skillKey(value));
  return value.trim() !== '' && stands ? (knownSkill(value)?.name ?? value.trim()) : null;
}

function levelIn(quote: string, value: string): EducationLevel | null {
  const level = EDUCATION_LEVELS.find((one) => one === value.trim().toLowerCase());
  return level !== undefined && ASKED_DEGREES.some(([one, words]) => one === level && words.test(quote)) ? level : null;
}

/** Each one to three words of the quote. */
function wordsOf(quote: string): string[] {
  const words = quote.split(/[\s,;:|/()•]+/).filter((word) => word !== '');
  return words.flatMap((_, at) => [1, 2, 3].map((count) => words.slice(at, at + count).join(' ')));
}
