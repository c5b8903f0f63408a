import type { PostingSentence } from './posting-text.js';

/** Years that a sentence asks for, at least. Offsets lie in the sentence. */
export interface StatedYears {
  readonly years: number;
  readonly start: number;
  readonly end: number;
}

const WORDS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const YEARS = new RegExp(
  `(?<![\\d.,\\p{L}-])(\\d{1,2}|${WORDS.join('|')})\\s?\\+?(?:\\s?(?:-|–|to|bis|a)\\s?\\d{1,2})?\\s?\\+?\\s?(?:years?|yrs?|jahren?|años|ans|anni|anos)(?!\\p{L})`,
  'giu',
);
/** "Founded 20 years ago", "18 years old": no years of work. */
const NO_EXPERIENCE = /^\W{0,3}(?:old|of age|ago|alt|in business|contract|warranty|guarantee|plan)\b/i;
const MOST_YEARS = 50;

/** The lower ends of all spans of years in the sentence. */
export function statedYears({ text }: Pick<PostingSentence, 'text'>): StatedYears[] {
  return Array.from(text.matchAll(YEARS)).flatMap((match) => {
    const end = match.index + match[0].length;
    const written = match[1]?.toLowerCase() ?? '';
    const years = WORDS.includes(written) ? WORDS.indexOf(written) + 1 : Number(written);
    return years > MOST_YEARS || NO_EXPERIENCE.test(text.slice(end)) ? [] : [{ years, start: match.index, end }];
  });
}
