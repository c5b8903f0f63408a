import { readFileSync } from 'node:fs';

/**
 * Facts of a resume that a person read: which jobs it lists, from when to when, and which degrees.
 * @typedef {object} Facts
 * @property {[from: string, to: string, title: string | null, organization: string | null][]} roles `to` is "present" for a current one; titles and
 *   organizations are null where the layout leaves them out
 * @property {[level: string, institution: string][]} education
 * @property {string[]} unclear starts of roles whose end the file does not tell
 */

/** @returns {Map<string, Facts>} by file, as the corpora name it */
export function readResumeFacts() {
  const { persons, files } = JSON.parse(readFileSync(new URL('./resume-facts.json', import.meta.url), 'utf8'));
  return new Map(
    Object.entries(files).map(([file, { person, hides = [], roles: shown = Infinity, unclear = [] }]) => {
      const { roles, education } = persons[person];
      const seen = roles
        .slice(0, shown)
        .map(([from, to, title, organization]) => [
          from,
          to,
          hides.includes('title') ? null : title,
          hides.includes('organization') ? null : organization,
        ]);
      return [file, { roles: seen, education, unclear }];
    }),
  );
}

const fold = (text) =>
  (text ?? '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

/**
 * How a profile compares with what a person read.
 * @param {Facts} facts
 * @param {{ roles: readonly object[], education: readonly object[] }} profile
 */
export function judgeFacts({ roles, education, unclear }, profile) {
  const left = [...profile.roles];
  const judged = roles.map(([from, to, title, organization]) => {
    const at = left.findIndex((role) => role.from === from && (unclear.includes(from) || endOf(role) === to));
    const [found] = at === -1 ? [] : left.splice(at, 1);
    return {
      dates: found !== undefined,
      title: title === null ? null : fold(found?.title) === fold(title),
      organization: organization === null ? null : fold(found?.organization) === fold(organization),
    };
  });
  const studies = [...profile.education];
  const degrees = education.map(([level, institution]) => {
    const at = studies.findIndex((study) => study.level === level && fold(study.institution).includes(fold(institution)));
    return at !== -1 && studies.splice(at, 1).length === 1;
  });
  return { count: profile.roles.length === roles.length, studies: profile.education.length === education.length, roles: judged, degrees };
}

const endOf = ({ to, current }) => (current ? 'present' : to);

/** Shares over many files: of files for counts, of roles and degrees for the rest; what a file does not show is left out. */
export function factShares(judged) {
  const roles = judged.flatMap(({ roles: held }) => held);
  const share = (values) => values.filter((value) => value === true).length / values.filter((value) => value !== null).length;
  return {
    files: judged.length,
    'role count exact': share(judged.map(({ count }) => count)),
    roles: roles.length,
    'dates right': share(roles.map(({ dates }) => dates)),
    'titles right': share(roles.map(({ title }) => title)),
    'organizations right': share(roles.map(({ organization }) => organization)),
    degrees: judged.flatMap(({ degrees }) => degrees).length,
    'degrees right': share(judged.flatMap(({ degrees }) => degrees)),
    'study count exact': share(judged.map(({ studies }) => studies)),
  };
}
