import { remembered } from './remembered.js';
import { SKILL_ALIASES } from './skill-aliases.js';

/** Names after which a number is a version, not part of the name (`Python 3`, but `ISO 9001` and `Dynamics 365` keep theirs). */
const VERSIONED =
  /^(python|java|javascript|php|html|css|vue|angular|react|bootstrap|django|ruby|swift|drupal|c\+\+|c#|\.net|windows|sap|jdk)$/;

/**
 * One key for the spellings of one skill: case, accents, punctuation, versions, plurals and aliases do not matter. `+` and `#` do, so that
 * C, C++ and C# stay apart. An unknown skill gets a key too.
 */
export const skillKey: (name: string) => string = remembered((name) => {
  const key = fold(name);
  return CANONICAL.get(key) ?? key;
});

/** Words of a skill name, singular and lower case, for comparing names that the taxonomy does not know. */
export function skillWords(name: string): string[] {
  return plain(name)
    .split(/[^\p{L}\p{N}+#]+/u)
    .filter((word) => word !== '')
    .map(singular);
}

/** The same words as one text with a space at both ends, so that whole words can be looked for inside it. */
export const skillPhrase: (name: string) => string = remembered((name) => ` ${skillWords(name).join(' ')} `);

function fold(name: string): string {
  const key = skillWords(name).join('');
  return key === '' ? name.trim().toLowerCase() : key;
}

function plain(name: string): string {
  const lower = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
  const outside = lower.replace(/\([^()]*\)/g, ' ').trim();
  return withoutVersion(withoutFiller(outside === '' ? lower : outside)).replace(/\.net\b/g, ' dotnet');
}

function withoutFiller(name: string): string {
  return name.replace(/\s+(programming language|programming|scripting language)$/, '').trim();
}

function withoutVersion(name: string): string {
  const dotted = name.replace(/\s+(v\d+(\.\d+)*|\d+(\.(\d+|x))+)\+?$/, '');
  const match = /^(.*?[^\d\s.])[\s-]*v?\d+(\.\d+)*\+?$/.exec(dotted);
  return match?.[1] && VERSIONED.test(match[1]) ? match[1] : dotted;
}

/** `databases` and `database` are one word; `css`, `analysis`, `status` and `nodejs` are no plurals. */
function singular(word: string): string {
  return word.length >= 5 && /[^suioj]s$/.test(word) ? word.slice(0, -1) : word;
}

const CANONICAL: ReadonlyMap<string, string> = new Map(
  SKILL_ALIASES.flatMap((names) => names.map((name): [string, string] => [fold(name), fold(names[0] ?? name)])),
);
