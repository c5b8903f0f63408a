import { madeUpPerson, writePdf } from '@shortlist/sample-data';

const LAYOUTS = ['single-column', 'two-column'];
const MOST_ROLES = 30;

/**
 * Resumes of made-up people as PDF files of two pages each, the same for the same number.
 * @param {number} count
 * @returns {Promise<Uint8Array[]>}
 */
export async function twoPageResumes(count) {
  const files = [];
  for (let seed = 0; files.length < count; seed += 1) files.push(await twoPages(seed, LAYOUTS[seed % LAYOUTS.length]));
  return files;
}

/** Adds roles of other made-up people until the second page is begun: a made-up career alone fills one. */
async function twoPages(seed, layout) {
  const person = madeUpPerson(seed);
  const roles = [...person.roles];
  for (let other = seed + 1_000; roles.length < MOST_ROLES; other += 1) {
    const bytes = await writePdf({ ...person, roles }, layout);
    if (pagesOf(bytes) >= 2) return bytes;
    roles.push(...madeUpPerson(other).roles);
  }
  throw new Error(`${MOST_ROLES} roles fit on one page in the layout ${layout}.`);
}

/** The writer leaves page objects uncompressed. */
function pagesOf(bytes) {
  return (
    Buffer.from(bytes)
      .toString('latin1')
      .match(/\/Type \/Page\b(?!s)/g)?.length ?? 0
  );
}
