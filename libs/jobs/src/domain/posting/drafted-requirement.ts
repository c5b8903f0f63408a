import type { EducationLevel, LanguageLevel } from '@shortlist/contracts';
import type { PostingQuote } from './posting-text.js';

export const REQUIREMENT_TYPES = ['skill', 'experience', 'education', 'language'] as const;

/** Something that a posting asks for, with the words that say so. */
export interface DraftedRequirement {
  readonly type: (typeof REQUIREMENT_TYPES)[number];
  /** The skill or language by its name in the taxonomy where it is known; the level of education; the years as digits. */
  readonly value: string;
  readonly mandatory: boolean;
  /** Years that the words ask for: of the skill, or of work. */
  readonly years: number | null;
  /** The level of a language. */
  readonly level: LanguageLevel | null;
  /** `stated`: the words say it. `suggested`: usual for such words, and for a person to decide. */
  readonly basis: 'stated' | 'suggested';
  readonly foundBy: 'rules' | 'model';
  readonly evidence: PostingQuote;
}

/** A requirement as the rules find it. */
export function drafted(
  found: Pick<DraftedRequirement, 'type' | 'value' | 'mandatory' | 'evidence'> & Partial<DraftedRequirement>,
): DraftedRequirement {
  return { years: null, level: null, basis: 'stated', foundBy: 'rules', ...found };
}

/** Degrees as postings ask for them. A level of a posting is the lowest that it names: "Bachelor's or Master's degree". */
export const ASKED_DEGREES: readonly (readonly [EducationLevel, RegExp])[] = [
  ['secondary', /\b(high school|secondary school|abitur|baccalauréat|bachillerato)\b/i],
  ['diploma', /\b(diploma|apprenticeship|ausbildung|vocational)\b/i],
  ['associate', /\bassociate['’]?s? degree\b/i],
  ['bachelor', /\b(bachelor['’]?s?|b\.?sc\.?|b\.?eng|b\.?tech|undergraduate degree|university degree|licenciatura|licence)\b/i],
  ['master', /\b(master['’]?s? (degree|of|in)|master['’]?s|m\.?sc\.?|mba|m\.?eng|m\.?tech)(?![\p{L}])/iu],
  ['doctorate', /\b(ph\.?d|doctorate|doctoral|promotion in)\b/i],
];
