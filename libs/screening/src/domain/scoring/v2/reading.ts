import type { EvidenceDto, ProfileDto } from '@shortlist/contracts';
import { OCCUPATION_COUNT, addMeaning, comparedWordsIn } from '../../occupations/background.js';
import { factsOf } from '../v1/facts.js';
import type { Facts } from '../v1/facts.js';
import { recencies } from './recency.js';

/** A word of a resume. */
export interface ReadWord {
  /** Sixteenths: 16, and less where only work of long ago says it. */
  readonly weight: number;
  /** The first line that holds it. */
  readonly line: EvidenceDto;
}

/** A profile as words, for comparing it with texts. Each distinct word counts once, so that repeating it earns nothing. */
export interface Reading {
  readonly facts: Facts;
  readonly words: ReadonlyMap<string, ReadWord>;
  /** The words in the order of the text, with a space at both ends. */
  readonly sequence: string;
  /** What the words together say of each occupation. */
  readonly field: Float64Array;
  /** The words of each skill's name, and of where the resume names it: "CATIA" and "CATIA V5". */
  readonly skills: readonly { readonly name: readonly string[]; readonly written: readonly string[] }[];
  /** How much each role counts beside the newest. */
  readonly recency: ReadonlyMap<Facts['roles'][number], number>;
}

export const FULL_WEIGHT = 16;

/** Longer evidence of a skill is a sentence about it. */
const LONGEST_NAMING = 60;

const readings = new WeakMap<ProfileDto, Reading>();

/** The words of a profile: its passages, and the names of facts that a model may have added. Kept while the profile lives. */
export function readingOf(profile: ProfileDto): Reading {
  const known = readings.get(profile);
  if (known) return known;
  const reading = read(profile);
  readings.set(profile, reading);
  return reading;
}

function read(profile: ProfileDto): Reading {
  const facts = factsOf(profile);
  const recency = recencies(facts.roles);
  const words = new Map<string, ReadWord>();
  const add = (stem: string, weight: number, line: EvidenceDto): void => {
    const before = words.get(stem);
    if (!before) words.set(stem, { weight, line });
    else if (weight > before.weight || line.start < before.line.start)
      words.set(stem, { weight: Math.max(weight, before.weight), line: line.start < before.line.start ? line : before.line });
  };
  const weightAt = (at: number): number => {
    const around = facts.roles.filter(({ evidence: [block] }) => block && block.start <= at && at < block.end);
    const share = around.length > 0 ? Math.max(...around.map((role) => recency.get(role) ?? 1)) : 1;
    return Math.round(share * FULL_WEIGHT);
  };
  const sequence: string[] = [];
  for (const passage of passagesOf(profile, facts)) {
    for (const line of linesOf(passage)) {
      const weight = weightAt(line.start);
      for (const { stem } of comparedWordsIn(line.text)) {
        add(stem, weight, line);
        sequence.push(stem);
      }
      sequence.push('\n');
    }
  }
  const written = new Set(words.keys());
  const hasPassages = (profile.passages ?? []).length > 0;
  for (const { text, lines } of namesIn(facts, !hasPassages)) {
    for (const stem of stemsOf(text)) if (!written.has(stem)) for (const line of lines) add(stem, weightAt(line.start), line);
  }
  const field = new Float64Array(OCCUPATION_COUNT);
  for (const [stem, { weight }] of words) addMeaning(field, stem, weight);
  const skills = facts.skills.map(({ name, evidence }) => ({
    name: stemsOf(name),
    written: evidence.flatMap(({ text }) => (text.length <= LONGEST_NAMING ? stemsOf(text) : [])),
  }));
  return { facts, words, sequence: ` ${sequence.join(' ')} `, field, skills, recency };
}

function stemsOf(text: string): string[] {
  return comparedWordsIn(text).map(({ stem }) => stem);
}

/** Profiles of earlier parsers have no passages; their roles quote what was done. */
function passagesOf(profile: ProfileDto, facts: Facts): readonly EvidenceDto[] {
  const passages = (profile.passages ?? []).filter(({ text, start, end }) => end - start === text.length);
  return passages.length > 0 ? passages : facts.roles.flatMap((role) => role.evidence.slice(0, 1));
}

function linesOf({ text, start }: EvidenceDto): EvidenceDto[] {
  return [...text.matchAll(/[^\n]+/g)].map((match) => {
    const from = start + match.index;
    return { text: match[0], start: from, end: from + match[0].length };
  });
}

interface Name {
  readonly text: string;
  /** Where it stands, which tells how much it counts; a word that stands there anyway gains nothing by being part of a fact. */
  readonly lines: readonly EvidenceDto[];
}

/** What was done is told by the passages, without names of people; only older profiles need the quotes of their roles. */
function namesIn(facts: Facts, withBullets: boolean): Name[] {
  const name = (text: string | null, lines: readonly EvidenceDto[]): Name[] => (text ? [{ text, lines }] : []);
  return [
    ...facts.skills.flatMap((skill) => name(skill.name, skill.evidence)),
    ...facts.certifications.flatMap(({ value, evidence }) => name(value, evidence)),
    ...facts.education.flatMap(({ field, evidence }) => name(field, evidence)),
    ...facts.roles.flatMap((role) =>
      [role.title, ...(withBullets ? role.bullets : [])].flatMap((text) => name(text, role.evidence.slice(0, 1))),
    ),
  ];
}
