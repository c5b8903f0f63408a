// How a profile compares with the truth of its file. Every function is pure and answers with words to count, never with values.

/** @typedef {'right' | 'wrong' | 'missed' | 'invented' | 'rightly none'} Verdict */

/**
 * @param {string | null} truth null if the file holds none
 * @param {readonly string[]} found
 * @param {(truth: string, found: string) => boolean} isSame
 * @returns {Verdict}
 */
export function judge(truth, found, isSame) {
  if (truth === null) return found.length === 0 ? 'rightly none' : 'invented';
  if (found.length === 0) return 'missed';
  return found.some((value) => isSame(truth, value)) ? 'right' : 'wrong';
}

/** Values beside the true one. */
export function extras(truth, found, isSame) {
  return truth === null ? 0 : found.filter((value) => !isSame(truth, value)).length;
}

/** Names are the same but for case, accents and white space. */
export function isSameName(truth, found) {
  return foldName(truth) === foldName(found);
}

const foldName = (name) => name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();

/** Addresses are the same but for case. */
export function isSameEmail(truth, found) {
  return truth.toLowerCase() === found.toLowerCase();
}

/** A number as somebody wrote it, without the zeros that stand for "abroad" or "long distance", is the end of the same number in E.164. */
export function isSamePhone(truth, found) {
  const written = digits(truth);
  const international = digits(found);
  const significant = written.replace(/^0+/, '');
  return significant.length >= 7 && (international === written || international.endsWith(significant));
}

const digits = (text) => text.replace(/\D/g, '');

const YEAR = String.raw`(?:19|20)\d{2}`;
const DATES = new RegExp(
  String.raw`^\D*(?:\d{1,2}[./ -]){0,2}${YEAR}\D{0,5}(?:(?:\d{1,2}[./ -]){0,2}${YEAR})?\D*$|^\D*${YEAR}[./-]\d{1,2}[./-]\d{1,2}\D*$`,
);

/**
 * What was really taken for a phone number.
 * @param {string} quote the words of the file
 * @param {string | null} nationalId
 * @returns {'national id' | 'date' | null}
 */
export function mistakenPhone(quote, nationalId) {
  const written = digits(quote);
  if (/(?<!\d)[1-7]\d{4}-\d{7}-\d(?!\d)/.test(quote)) return 'national id';
  if (nationalId !== null && written.length >= 7 && digits(nationalId).includes(written)) return 'national id';
  return DATES.test(quote) ? 'date' : null;
}

/**
 * How many listed skills are in the profile: under their own key, or quoted word for word.
 * @param {readonly string[]} listed
 * @param {readonly { name: string, evidence: readonly { text: string }[] }[]} found
 * @param {(name: string) => string} keyOf one key for the spellings of one skill
 */
export function recalledSkills(listed, found, keyOf) {
  const keys = new Set(found.flatMap(({ name, evidence }) => [name, ...evidence.map(({ text }) => text)]).map(keyOf));
  return listed.filter((name) => keys.has(keyOf(name))).length;
}

/** The parts of a profile that must not depend on the type of the file. */
export const COMPARED_PARTS = {
  name: ({ name }) => name?.value ?? null,
  emails: ({ emails }) => values(emails),
  phones: ({ phones }) => values(phones),
  location: ({ location }) => location?.value ?? null,
  skills: ({ skills }) => skills.map(({ name }) => name).sort(),
  roles: ({ roles }) => roles.map(({ title, organization, from, to }) => [title, organization, from, to]),
  education: ({ education }) => education.map(({ level, field, institution, from, to }) => [level, field, institution, from, to]),
  languages: ({ languages }) => languages.map(({ name, level }) => [name, level]).sort(),
  certifications: ({ certifications }) => values(certifications),
  totalYears: ({ totalYears }) => totalYears?.value ?? null,
};

const values = (facts) => facts.map(({ value }) => value).sort();

/**
 * Whether all profiles say the same in one part.
 * @param {keyof typeof COMPARED_PARTS} part
 * @param {readonly object[]} profiles
 */
export function agree(part, profiles) {
  return new Set(profiles.map((profile) => JSON.stringify(COMPARED_PARTS[part](profile)))).size === 1;
}
