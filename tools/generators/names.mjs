const KEBAB = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/**
 * The spellings of a noun that templates use.
 * @param {string} noun kebab case, singular: `interview-slot`
 */
export function spellingsOf(noun) {
  const nouns = pluralOf(assertKebab(noun));
  return {
    noun,
    nouns,
    Noun: pascal(noun),
    Nouns: pascal(nouns),
    oneNoun: camel(noun),
    allNouns: camel(nouns),
    snakeNoun: noun.replaceAll('-', '_'),
    snakeNouns: nouns.replaceAll('-', '_'),
    words: noun.replaceAll('-', ' '),
  };
}

/** @param {string} name */
export function assertKebab(name) {
  if (!KEBAB.test(name)) throw new Error(`"${name}" is not in kebab case.`);
  return name;
}

/** @param {string} name kebab or snake case */
export function pascal(name) {
  return name.replace(/(^|[-_])([a-z0-9])/g, (_, __, letter) => letter.toUpperCase());
}

/** @param {string} name kebab or snake case */
export function camel(name) {
  const whole = pascal(name);
  return whole[0].toLowerCase() + whole.slice(1);
}

function pluralOf(noun) {
  if (/[^aeiou]y$/.test(noun)) return noun.replace(/y$/, 'ies');
  return /(s|x|z|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
}

/** @param {string} plural `applications`, `companies` */
export function singularOf(plural) {
  if (plural.endsWith('ies')) return plural.replace(/ies$/, 'y');
  return plural.replace(/(?<=s|x|z|ch|sh)es$|s$/, '');
}
