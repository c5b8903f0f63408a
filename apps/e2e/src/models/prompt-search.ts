import type { PersonalResume } from './personal-resumes.js';

/** Shorter parts of names, such as initials and "de", stand in too many words; they are looked for within the whole name. */
const LEAST_LETTERS = 3;

/** What was found, and which parts of names were not looked for because they are words of the person's own work as well. */
export interface FoundPersonal {
  readonly found: readonly string[];
  readonly ordinary: readonly string[];
}

/**
 * Looks for what is personal in a prompt. Compared is what is left without case, marks on letters, spaces and punctuation. Whole strings are found
 * wherever they stand; parts of names as whole words, except those that the resume uses as a word of the work itself (a Mr Java who writes Java).
 */
export function personalFoundIn(prompt: string, { whole, names, work }: Pick<PersonalResume, 'whole' | 'names' | 'work'>): FoundPersonal {
  const text = compact(prompt);
  const words = new Set(wordsOf(prompt));
  const ofWork = new Set(wordsOf(work));
  const parts = [...new Set(names.flatMap(wordsOf))].filter((part) => [...part].length >= LEAST_LETTERS);
  return {
    found: [
      ...[...whole, ...names].filter((string) => text.includes(compact(string))),
      ...parts.filter((part) => words.has(part) && !ofWork.has(part)),
    ],
    ordinary: parts.filter((part) => words.has(part) && ofWork.has(part)),
  };
}

/** Letters and digits only, in lower case and without marks. */
function compact(text: string): string {
  return plain(text).replace(/[^\p{L}\p{N}]/gu, '');
}

function wordsOf(text: string): string[] {
  return plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
