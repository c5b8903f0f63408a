/** Names after which a number is a version, not part of the name (`Python 3`, but `ISO 9001` and `Dynamics 365` keep theirs). */
const VERSIONED =
  /^(python|java|javascript|php|html|css|vue|angular|react|bootstrap|django|ruby|swift|drupal|c\+\+|c#|\.net|windows|sap|jdk)$/;

/**
 * One key for the spellings of one name: case, accents, punctuation, versions and plurals do not matter. `+` and `#` do, so that C, C++ and
 * C# stay apart. Names in a script without letters of this kind are their own key.
 */
export function foldName(name: string): string {
  const key = skillWords(name).join('');
  return key === '' ? name.trim().toLowerCase() : key;
}

/** Words of a skill name, singular and lower case. */
export function skillWords(name: string): string[] {
  return plain(name)
    .split(/[^\p{L}\p{N}+#]+/u)
    .filter((word) => word !== '')
    .map(singular);
}

/** A text without accents, in lower case. */
export function unaccented(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** `databases` and `database` are one word; `css`, `analysis`, `status` and `nodejs` are no plurals. */
export function singular(word: string): string {
  return word.length >= 5 && /[^suioj]s$/.test(word) ? word.slice(0, -1) : word;
}

function plain(name: string): string {
  const lower = unaccented(name).trim();
  const outside = lower.replace(/\([^()]*\)/g, ' ').trim();
  return withoutVersion(outside === '' ? lower : outside).replace(/\.net\b/g, ' dotnet');
}

function withoutVersion(name: string): string {
  const dotted = name.replace(/\s+(v\d+(\.\d+)*|\d+(\.(\d+|x))+)\+?$/, '');
  const match = /^(.*?[^\d\s.])[\s-]*v?\d+(\.\d+)*\+?$/.exec(dotted);
  return match?.[1] && VERSIONED.test(match[1]) ? match[1] : dotted;
}
