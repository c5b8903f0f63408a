import type {
  EducationFactDto,
  EducationLevel,
  EvidenceDto,
  FactDto,
  LanguageFactDto,
  LanguageLevel,
  RoleFactDto,
  SkillFactDto,
} from '@shortlist/contracts';
import { skillKey } from '@shortlist/taxonomy';
import type { Answerable } from './grounding.js';
import { quotedSpan } from './reading.js';
import type { Reading } from './reading.js';

/** Facts as a model tells them, each with the words that it stands on. */
export interface QuotedFacts {
  readonly skills: readonly { readonly name: string; readonly years: number | null; readonly quote: string }[];
  readonly roles: readonly (Dated & { readonly title: string | null; readonly organization: string | null; readonly current: boolean })[];
  readonly education: readonly (Dated & {
    readonly level: EducationLevel | null;
    readonly field: string | null;
    readonly institution: string | null;
  })[];
  readonly languages: readonly { readonly name: string; readonly level: LanguageLevel | null; readonly quote: string }[];
  readonly certifications: readonly { readonly value: string; readonly quote: string }[];
}

interface Dated {
  readonly from: string | null;
  readonly to: string | null;
  readonly quote: string;
}

/** A reader that had to be told where to look is less sure than the parser. */
const CONFIDENCE = 0.7;

/**
 * The facts that stand in what was shown. A fact falls when its quote does not stand there letter by letter, or does not name it; of one that
 * stands, everything falls that its quote does not state. So a model can point at words and say nothing of its own.
 */
export function statedFacts(told: QuotedFacts, reading: Reading, shown: string): Answerable {
  const all = <T extends { readonly quote: string }, F>(facts: readonly T[], make: (fact: T, stated: Stated) => F | null): F[] =>
    facts.flatMap((fact) => {
      const span = quotedSpan(reading, shown, fact.quote);
      const made = span && make(fact, new Stated(span));
      return made ? [made] : [];
    });
  return {
    skills: all(told.skills, skillOf),
    roles: all(told.roles, roleOf),
    education: all(told.education, educationOf),
    languages: all(told.languages, languageOf),
    certifications: all(told.certifications, certificationOf),
  };
}

function skillOf({ name, years }: QuotedFacts['skills'][number], stated: Stated): SkillFactDto | null {
  if (!stated.names(name)) return null;
  return { name, years: null, statedYears: stated.number(years), proficiency: null, ...stated.proof };
}

function roleOf({ title, organization, from, to, current }: QuotedFacts['roles'][number], stated: Stated): RoleFactDto | null {
  const role = { title: stated.words(title), organization: stated.words(organization), from: stated.date(from), to: stated.date(to) };
  if (role.title === null && role.organization === null) return null;
  const isCurrent = current && role.to === null && CURRENT.test(stated.proof.evidence[0]?.text ?? '');
  return { ...role, current: isCurrent, bullets: [], ...stated.proof };
}

function educationOf({ level, field, institution, from, to }: QuotedFacts['education'][number], stated: Stated): EducationFactDto | null {
  const known = level !== null && DEGREES[level].test(stated.proof.evidence[0]?.text ?? '') ? level : null;
  const degree = { level: known, field: stated.words(field), institution: stated.words(institution) };
  if (Object.values(degree).every((value) => value === null)) return null;
  return { ...degree, from: stated.date(from), to: stated.date(to), ...stated.proof };
}

function languageOf({ name, level }: QuotedFacts['languages'][number], stated: Stated): LanguageFactDto | null {
  if (stated.words(name) === null) return null;
  const known =
    level !== null && (level === 'native' ? NATIVE : new RegExp(`\\b${level}\\b`, 'i')).test(stated.proof.evidence[0]?.text ?? '');
  return { name, level: known ? level : null, ...stated.proof };
}

function certificationOf({ value }: QuotedFacts['certifications'][number], stated: Stated): FactDto | null {
  return stated.words(value) === null ? null : { value, ...stated.proof };
}

const CURRENT = /\b(?:present|current(?:ly)?|now|today|ongoing|heute|aujourd|actual|attuale)\b|–\s*$|-\s*$/i;
const NATIVE = /\b(?:native|mother tongue|first language|muttersprache|langue maternelle|lengua materna)\b/i;

/** Words for each step of the ladder, as resumes write them. */
const DEGREES: Readonly<Record<EducationLevel, RegExp>> = {
  secondary: /\b(?:secondary|high school|matric|intermediate|a.?levels?|o.?levels?|abitur|gymnasium|baccalaur|bachillerato|ged)\b/i,
  diploma: /\b(?:diploma|dae|hnd|certificate)\b/i,
  associate: /\b(?:associate|foundation degree|a\.?a\.?s?)\b/i,
  bachelor:
    /\b(?:bachelor|b\.?\s?sc|b\.?\s?a|b\.?\s?s|b\.?\s?e|b\.?\s?eng|b\.?\s?tech|b\.?\s?com|bba|bcs|licence|licenciatura|graduação|laurea)\b/i,
  master:
    /\b(?:master|magister|m\.?\s?sc|m\.?\s?a|m\.?\s?s|m\.?\s?eng|m\.?\s?tech|m\.?\s?com|mba|mphil|m\.?\s?phil|maestr[ií]a|mestrado|diplom)\b/i,
  doctorate: /\b(?:doctor|doctorate|ph\.?\s?d|dphil|dr\.|doktor|doctorat|doctorado)\b/i,
};

/** What one passage of the resume states. */
class Stated {
  readonly proof: { readonly evidence: EvidenceDto[]; readonly confidence: number };
  private readonly text: string;

  constructor(span: EvidenceDto) {
    this.proof = { evidence: [span], confidence: CONFIDENCE };
    this.text = plain(span.text);
  }

  /** The words, when the passage holds them. */
  words(value: string | null): string | null {
    return value !== null && plain(value).trim() !== '' && this.text.includes(plain(value)) ? value : null;
  }

  /** Whether the passage names the skill, in this or in another spelling of it. */
  names(skill: string): boolean {
    if (this.words(skill) !== null) return true;
    const key = skillKey(skill);
    const words = this.text.split(/[\s,;:|/()•]+/).filter((word) => word !== '');
    return words.some((_, at) => [1, 2, 3].some((count) => skillKey(words.slice(at, at + count).join(' ')) === key));
  }

  /** The number, when the passage holds it in digits. */
  number(value: number | null): number | null {
    return value !== null && new RegExp(`(?<![\\d.])${String(value).replace('.', '\\.')}(?![\\d])`).test(this.text) ? value : null;
  }

  /** The date, when the passage holds its year; with month and day only as far as somebody could tell, so the year alone. */
  date(value: string | null): string | null {
    const year = value?.slice(0, 4);
    return year !== undefined && this.text.includes(year) ? year : null;
  }
}

function plain(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ');
}
