const TITLES = new Set(['mr', 'mrs', 'ms', 'miss', 'mx', 'dr', 'prof', 'engr', 'sir']);
const LEGAL_FORMS = new Set(
  'the ltd limited inc incorporated llc llp lp gmbh ag kg pvt private pte co company corp corporation plc sa sas srl bv nv ab oy as'.split(
    ' ',
  ),
);
/** Spellings of one sound, in order. */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/ph/g, 'f'],
  [/gh/g, 'g'],
  [/ck|q/g, 'k'],
  [/c(?=[eiy])/g, 's'],
  [/c/g, 'k'],
  [/x/g, 'ks'],
  [/z/g, 's'],
  [/w/g, 'v'],
  [/y/g, 'i'],
  [/(.)\1+/gu, '$1'],
];

/**
 * What two spellings of one name at one employer have in common, to be hashed; null where either says too little. First and last name count, in any order, by
 * the consonants one hears: "Mohammad Qureshi" at "Acme Systems (Pvt) Ltd." and "Qureshi, Muhammed" at "ACME Systems" are alike.
 */
export function nameEmployerKey(name: string, employer: string): string | null {
  const words = wordsOf(name).filter((word) => !TITLES.has(word));
  const [first, last] = [words.at(0), words.at(-1)];
  const company = wordsOf(employer).filter((word) => !LEGAL_FORMS.has(word));
  if (first === undefined || last === undefined || words.length < 2 || company.length === 0) return null;
  return `${[soundOf(first), soundOf(last)].sort().join(' ')}|${company.join(' ')}`;
}

/** The consonants of a word after its first letter. Scripts without vowels of these letters stay as they are. */
function soundOf(word: string): string {
  const sound = SOUNDS.reduce((text, [spelling, letter]) => text.replace(spelling, letter), word);
  return sound.slice(0, 1) + sound.slice(1).replace(/[aeiouh]/g, '');
}

function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}
