import type { LanguageLevel } from '@shortlist/contracts';
import { attributeAsked, mentionsIn, proxyFor } from '@shortlist/taxonomy';
import type { SkillMention } from '@shortlist/taxonomy';
import { ASKED_DEGREES, drafted } from './drafted-requirement.js';
import type { DraftedRequirement } from './drafted-requirement.js';
import type { PostingQuote, PostingSentence, PostingText } from './posting-text.js';
import { statedYears } from './stated-years.js';
import type { StatedYears } from './stated-years.js';

const WISHED =
  /\b(nice[- ]to[- ]have|(is|are|be|considered) an? (big |huge |strong )?(plus|bonus|advantage|asset)|a plus|bonus|preferred|preferably|ideally|desirable|advantageous|optional|von vorteil|wünschenswert|deseable|un atout|would be (great|good|nice))\b/i;
const DEMANDED =
  /\b(must|required?|requires|need(ed)?|essential|mandatory|proficien\w+|fluent|fluency|experienced?|expertise|knowledge of|strong|solid|proven|skilled|familiar\w*|erfahrung|kenntnisse|experiencia|expérience|esperienza)\b/i;
const WORK =
  /\b(experienced?|background|track record|erfahrung|berufserfahrung|experiencia|expérience|esperienza|experiência|(in|of) (a|the|similar|this) (similar |comparable )?(role|position|field|industry))\b/i;
const DEGREE =
  /\b(degree|education|qualification|graduate|stud(y|ies|ium)|abschluss|diploma|diplôme|título|university|bachelor|master|b\.?sc|m\.?sc|ph\.?d)\b/i;
/** So far from its years a skill may stand: "5+ years of hands-on experience with Python". */
const NEAR = 60;
/** Longer items of a list are sentences. */
const MOST_WORDS = 3;

/** What the rules read in a posting, each thing once, in the order of the text. Only what the employer and the benefits are like is left out. */
export function statedRequirements(posting: PostingText): DraftedRequirement[] {
  const asking = posting.sentences.filter(({ section }) => section !== 'benefits' && section !== 'employer');
  return strongest(asking.flatMap((sentence) => requirementsOf(sentence, posting.tellsRequired)));
}

function requirementsOf(sentence: PostingSentence, tellsRequired: boolean): DraftedRequirement[] {
  const listed = isList(sentence);
  const mentions = mentionsIn(sentence.text, () => listed);
  const years = statedYears(sentence);
  const isAsked = (at: number): boolean => isMandatory(sentence, at, tellsRequired);
  const found = mentions.map((mention) =>
    mention.skill.kind === 'language'
      ? languageOf(sentence, mention, isAsked(mention.start))
      : skillOf(sentence, mention, isAsked(mention.start), years),
  );
  return [...found, ...experienceOf(sentence, mentions, years, isAsked), ...educationOf(sentence, isAsked)];
}

/** Nothing but names, such as "Python, SQL": there the words of everyday are names too. */
function isList({ section, text }: PostingSentence): boolean {
  if (section !== 'required' && section !== 'preferred') return false;
  if (attributeAsked(text) !== null || proxyFor(text) !== null) return false;
  if (statedYears({ text }).length > 0 || [WORK, DEGREE, FLUENT].some((words) => words.test(text))) return false;
  return text.split(/[,;/]|\b(?:and|or)\b/).every((item) => item.trim().split(/\s+/).length <= MOST_WORDS);
}

/**
 * What stands at that offset of the sentence is asked for. Where headings tell what is required, that is; where none does, whatever is no wish and no
 * duty, and duties only in the words of a demand.
 */
function isMandatory({ section, text }: PostingSentence, at: number, tellsRequired: boolean): boolean {
  if (section === 'preferred' || WISHED.test(wishAround(text, at))) return false;
  if (section === 'title' || section === 'required') return true;
  return DEMANDED.test(text) || (section === 'other' && !tellsRequired);
}

/** The part of the sentence that a wish in it is about: "SQL (PostgreSQL preferred)", "English; German is a plus", "a degree is required, a B.Sc. preferred". */
function wishAround(text: string, at: number): string {
  const parts = /\b(required|must)\b/i.test(text) ? /[;(),]/ : /[;()]/;
  const before = text.slice(0, at).split(parts).at(-1) ?? '';
  return before + (text.slice(at).split(parts)[0] ?? '');
}

function skillOf(sentence: PostingSentence, mention: SkillMention, mandatory: boolean, all: readonly StatedYears[]): DraftedRequirement {
  const years = all.find((one) => belongs(one, sentence.text, mention))?.years ?? null;
  return drafted({ type: 'skill', value: mention.skill.name, mandatory, years, evidence: quote(sentence) });
}

function belongs({ start, end }: StatedYears, text: string, mention: SkillMention): boolean {
  if (mention.start >= end) return mention.start - end <= NEAR && !/[,;.]/.test(text.slice(end, mention.start));
  return mention.end <= start && /^\s?[:(–—-]\s?$/.test(text.slice(mention.end, start));
}

const CEFR = /\b([ABC][12])\b/i;
const FLUENT = /\b(fluent|fluency|excellent|professional|business|verhandlungssicher|fließend|courant|fluido)\b/i;
const NATIVE = /\b(native|mother tongue|muttersprach\w*)\b/i;

/** "Native" asks for origin; what the work can need of it is C2. */
function languageOf(sentence: PostingSentence, mention: SkillMention, mandatory: boolean): DraftedRequirement {
  const own = levelIn(clauseAround(sentence.text, mention));
  const { level, basis } = own.level === null ? levelIn(sentence.text) : own;
  return drafted({ type: 'language', value: mention.skill.name, mandatory, level, basis, evidence: quote(sentence) });
}

function levelIn(text: string): Pick<DraftedRequirement, 'level' | 'basis'> {
  const stated = CEFR.exec(text)?.[1]?.toUpperCase() as LanguageLevel | undefined;
  if (stated !== undefined) return { level: stated, basis: 'stated' };
  if (NATIVE.test(text)) return { level: 'C2', basis: 'suggested' };
  return FLUENT.test(text) ? { level: 'C1', basis: 'suggested' } : { level: null, basis: 'stated' };
}

/** What stands between the commas around the mention: "Fluent English, German B2". */
function clauseAround(text: string, { start, end }: SkillMention): string {
  const after = text.slice(end).search(/[,;]/);
  return text.slice(Math.max(text.lastIndexOf(',', start), text.lastIndexOf(';', start)) + 1, after === -1 ? text.length : end + after);
}

/** Years that no tool of the sentence claims, where it speaks of work: those "of backend development" are years of work too. */
function experienceOf(
  sentence: PostingSentence,
  mentions: readonly SkillMention[],
  all: readonly StatedYears[],
  isAsked: (at: number) => boolean,
): DraftedRequirement[] {
  const claimed = mentions.filter(({ skill }) => skill.kind === 'programming' || skill.kind === 'technology');
  const free = all.filter((one) => !claimed.some((mention) => belongs(one, sentence.text, mention)));
  if (sentence.section !== 'required' && sentence.section !== 'title' && !WORK.test(sentence.text)) return [];
  return free.map(({ years, start }) =>
    drafted({ type: 'experience', value: String(years), mandatory: isAsked(start), years, evidence: quote(sentence) }),
  );
}

function educationOf(sentence: PostingSentence, isAsked: (at: number) => boolean): DraftedRequirement[] {
  if (!DEGREE.test(sentence.text)) return [];
  const asked = ASKED_DEGREES.map(([level, words]) => ({ level, at: sentence.text.search(words) })).find(({ at }) => at !== -1);
  if (!asked) return [];
  return [drafted({ type: 'education', value: asked.level, mandatory: isAsked(asked.at), evidence: quote(sentence) })];
}

function quote({ text, start, end }: PostingSentence): PostingQuote {
  return { text, start, end };
}

/** Each thing once: a demand before a wish, more years before less. Of work and of education there is one line each. */
function strongest(found: readonly DraftedRequirement[]): DraftedRequirement[] {
  const kept = new Map<string, DraftedRequirement>();
  for (const one of found) {
    const key = one.type === 'experience' || one.type === 'education' ? one.type : `${one.type} ${one.value}`;
    const known = kept.get(key);
    if (!known || isStronger(one, known)) kept.set(key, one);
    else if (known.years === null && one.years !== null) kept.set(key, { ...known, years: one.years, evidence: one.evidence });
  }
  return [...kept.values()];
}

function isStronger(one: DraftedRequirement, known: DraftedRequirement): boolean {
  if (one.mandatory !== known.mandatory) return one.mandatory;
  if (one.type === 'language') return known.level === null && one.level !== null;
  return (one.years ?? 0) > (known.years ?? 0);
}
