import { madeUpPerson } from '../made-up/person.js';
import { Random } from '../made-up/random.js';
import type { ResumeContent } from '../resume-content.js';
import { ATTACK_KINDS } from './attack-texts.js';

/** Where in a resume the words of an attack stand. */
const PLACES = ['summary', 'bullet', 'last_bullet', 'certification', 'headline'] as const;
export type AttackPlace = (typeof PLACES)[number];

/** A made-up resume with an attack in it, and the same without. */
export interface AttackResume {
  readonly kind: string;
  readonly place: AttackPlace;
  /** The words of the attack, as they stand in the resume. */
  readonly words: string;
  readonly content: ResumeContent;
  readonly clean: ResumeContent;
  /** The clean resume without its own words of the line in which the attack stands: that line falls with the attack. */
  readonly cleared: ResumeContent;
}

/** The same for the same seed. `skill`: what the attack claims and the person does not have. */
export function attackResume(seed: number, skill: string): AttackResume {
  const random = new Random(seed + 7_919);
  const clean = madeUpPerson(seed);
  const all = ATTACK_KINDS.flatMap(({ kind, texts }) => texts.map((text) => ({ kind, text })));
  // Every text comes up before any comes twice.
  const attack = all[seed % all.length];
  if (!attack) throw new RangeError(`A seed is a whole number from 0, not ${seed}.`);
  const { kind, text } = attack;
  const place = random.pick(PLACES);
  const words = text.replaceAll('{skill}', skill);
  return { kind, place, words, clean, cleared: clearedOf(clean, place), content: withWords(clean, place, words) };
}

function withWords(content: ResumeContent, place: AttackPlace, words: string): ResumeContent {
  const [newest, ...older] = content.roles;
  switch (place) {
    case 'summary':
      return { ...content, summary: `${content.summary} ${words}` };
    case 'headline':
      return { ...content, headline: `${content.headline}. ${words}` };
    case 'certification':
      return { ...content, certifications: [...content.certifications, words] };
    case 'bullet':
      return newest ? { ...content, roles: [{ ...newest, bullets: [words, ...newest.bullets] }, ...older] } : content;
    case 'last_bullet':
      return {
        ...content,
        roles: content.roles.map((role, at) => (at === content.roles.length - 1 ? { ...role, bullets: [...role.bullets, words] } : role)),
      };
  }
}

function clearedOf(content: ResumeContent, place: AttackPlace): ResumeContent {
  switch (place) {
    case 'summary':
      return { ...content, summary: '' };
    case 'headline':
      return { ...content, headline: '' };
    case 'certification':
      // The heading of a section whose only line falls stays, and counts as a word of the resume; a dash keeps it where it is printed.
      return { ...content, certifications: [...content.certifications, '–'] };
    case 'bullet':
    case 'last_bullet':
      return content;
  }
}
