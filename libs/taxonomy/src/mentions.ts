import { SPELLINGS } from './catalogue.js';
import type { Skill, Spelling } from './catalogue.js';
import { singular, unaccented } from './skill-name.js';

/** A place in a text that names a skill. Offsets are UTF-16 units. */
export interface SkillMention {
  readonly skill: Skill;
  readonly start: number;
  readonly end: number;
}

interface Atom {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

interface Found extends SkillMention {
  readonly spelling: Spelling;
}

/** No name of the taxonomy has more words. */
const MOST_ATOMS = 6;
/** What may stand between the words of one name. */
const WITHIN_NAME = /^(?:[ \u00a0]|[ ]?[-–/.&+][ ]?|['’])?$/;
/** Each way begins where a word does, so that a text without a space takes no longer than any other; a label of a domain has 63 letters at most. */
const ADDRESS = /(?:https?:\/\/|www\.)\S+|(?<!\S)[^\s@]+@\S+\.\S+|(?<![\w-])[\w-]{1,63}\.(?:com|org|io|edu|dev|co|de|pk|uk)\b(?:\/\S*)?/gi;
const ATOM = /(?<![\p{L}\p{N}])\.(?:net|NET|Net)(?![\p{L}\p{N}])|[\p{L}\p{M}\p{N}]+(?:\+\+|#)?/gu;

/**
 * Skills that a text names, the longest name first, each place once. Names that are also everyday words or single letters count where
 * skills are listed, or in a row with other skills ("Java, C and Go").
 * @param isListed whether an offset lies where skills are listed
 * @param known spellings by their key
 */
export function mentionsIn(
  text: string,
  isListed: (at: number) => boolean = () => false,
  known: (key: string) => Spelling | undefined = (key) => SPELLINGS.get(key),
): SkillMention[] {
  const found = namesIn(text, known).filter((name) => isListed(name.start) || mayStand(text, name));
  return inCompany(text, found, isListed).map(({ skill, start, end }) => ({ skill, start, end }));
}

function namesIn(text: string, known: (key: string) => Spelling | undefined): Found[] {
  const atoms = atomsOf(text);
  const found: Found[] = [];
  for (let index = 0; index < atoms.length; index += 1) {
    const match = longestAt(text, atoms, index, known);
    if (!match) continue;
    found.push(match.found);
    index += match.count - 1;
  }
  return found;
}

function atomsOf(text: string): Atom[] {
  const addresses = Array.from(text.matchAll(ADDRESS), (match) => ({ start: match.index, end: match.index + match[0].length }));
  let address = 0;
  const atoms: Atom[] = [];
  for (const { 0: written, index } of text.matchAll(ATOM)) {
    while ((addresses[address]?.end ?? Infinity) <= index) address += 1;
    if ((addresses[address]?.start ?? Infinity) <= index) continue;
    atoms.push({ key: atomKey(text, written, index), start: index, end: index + written.length });
  }
  return atoms;
}

/** `.NET` on its own and the `.NET` of `ASP.NET` are one word. */
function atomKey(text: string, written: string, index: number): string {
  const lower = unaccented(written);
  return lower === '.net' || (lower === 'net' && text.charAt(index - 1) === '.') ? 'dotnet' : singular(lower);
}

function longestAt(
  text: string,
  atoms: readonly Atom[],
  index: number,
  known: (key: string) => Spelling | undefined,
): { found: Found; count: number } | null {
  const first = atoms[index];
  if (!first) return null;
  let key = '';
  let best: { found: Found; count: number } | null = null;
  for (let count = 1; count <= MOST_ATOMS; count += 1) {
    const atom = atoms[index + count - 1];
    const above = atoms[index + count - 2];
    if (!atom || (count > 1 && above && !WITHIN_NAME.test(text.slice(above.end, atom.start)))) break;
    key += atom.key;
    const spelling = known(key) ?? (count === 1 ? known(withoutVersion(key)) : undefined);
    if (spelling && isApart(spelling.written, count, key))
      best = { found: { spelling, skill: spelling.skill, start: first.start, end: atom.end }, count };
  }
  return best;
}

/** `my sql` is MySQL, but `in C` is no INC: short words that only happen to stand side by side are no name. */
function isApart(written: string, count: number, key: string): boolean {
  return count <= written.split(/[^\p{L}\p{N}+#]+/u).length || key.length >= 5;
}

/** `css3`, `vue3` */
function withoutVersion(key: string): string {
  return /^[a-z+#]{3,}\d{1,2}$/.test(key) ? key.replace(/\d+$/, '') : key;
}

/** Whether the use of a spelling, and the way it is written here, let it stand outside a list. */
function mayStand(text: string, { spelling, start, end }: Found): boolean {
  const here = text.slice(start, end);
  if (spelling.use === 'anywhere') return !isShortAcronym(spelling.written) || here === here.toUpperCase();
  return spelling.use === 'in company' && (spelling.skill.kind === 'knowledge' || isWrittenAs(here, spelling.written));
}

/** `AI` and `HR`, not `ai` and `hr`, which other languages write for something else. */
function isShortAcronym(written: string): boolean {
  return written.length === 2 && written === written.toUpperCase();
}

/** An everyday word means the skill only as the skill is written: `Go`, not `go`; `GO` only in a text that shouts. */
function isWrittenAs(here: string, written: string): boolean {
  const usual = written.length <= 3 && written === written.toUpperCase() ? written : written.charAt(0).toUpperCase() + written.slice(1);
  return here === written || here === usual || (here.length > 3 && here === here.toUpperCase());
}

/** What separates neighbours in a row of skills. */
const ROW = /^\s?(?:[,;/|•·()&+]\s?)+(?:and |or )?$|^ (?:and|or|und|y|et|e|ve) $/i;
const MEANT_AS_SKILL = /^ (?:programming|language|developer|development|code|scripting)\b/i;

/** Keeps everyday words only next to a skill that is sure, or to another one that is kept. */
function inCompany(text: string, found: readonly Found[], isListed: (at: number) => boolean): Found[] {
  const sure = found.map(
    ({ spelling, start, end }) =>
      spelling.use === 'anywhere' ||
      isListed(start) ||
      (spelling.skill.kind === 'programming' && MEANT_AS_SKILL.test(text.slice(end, end + 16))),
  );
  const joined = found.map(({ start }, index) => index > 0 && ROW.test(text.slice(found[index - 1]?.end ?? 0, start)));
  for (let index = 1; index < found.length; index += 1) if (joined[index] && sure[index - 1]) sure[index] = true;
  for (let index = found.length - 1; index > 0; index -= 1) if (joined[index] && sure[index]) sure[index - 1] = true;
  return found.filter((_, index) => sure[index]);
}
