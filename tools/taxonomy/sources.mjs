import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCsv } from '../eval/corpora.mjs';

// Readers of the public lists that the taxonomy is chosen from. Each gives candidates; `choose.mjs` decides which of them count.

/**
 * @typedef {object} Candidate
 * @property {string} name
 * @property {'programming' | 'technology' | 'knowledge' | 'language'} kind
 * @property {string[]} aliases
 * @property {number} weight how many of the source's own records name it: occupations, job ads, labelled sentences
 * @property {boolean} [hot] the source marks it as asked for by many employers
 */

const read = (folder, name) => readFileSync(join(folder, name), 'utf8');

/**
 * Lists kept by hand beside this file: `Name = alias, alias`.
 * @param {string} text
 * @param {Candidate['kind']} kind
 * @returns {Candidate[]}
 */
export function curated(text, kind) {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  return lines.map((line) => {
    const [name, aliases = ''] = line.split(' = ');
    return { name: name.trim(), kind, aliases: aliases.split(', ').filter(Boolean), weight: Infinity };
  });
}

/** Words that describe a product instead of naming it. */
const DESCRIPTION =
  /\b(software|systems?|tools?|programs?|applications?|databases?|platforms?|websites?|technology|technologies|packages?|utilities|equipment|interfaces?|languages?|servers?|browsers?)$/;
const MAKERS =
  'microsoft|adobe|apache|ibm|oracle|atlassian|autodesk|amazon|apple|cisco|sap|hashicorp|red hat|vmware|jetbrains|intuit|trimble|dassault systemes|bentley|google|the mathworks|esri|siemens|dell|hewlett packard|facebook|ptc|citrix|symantec|salesforce|henry schein|infor|sas';
const MAKER = new RegExp(`^(?:${MAKERS})\\s+(?=\\S{3})`, 'i');

/**
 * Technologies that O*NET lists for occupations. `Structured query language SQL` names one thing twice; `Virus detection software` names
 * no product.
 * @returns {Candidate[]}
 */
export function onetTechnologies(folder) {
  const rows = read(folder, 'onet/Technology_Skills.txt')
    .split(/\r?\n/)
    .slice(1)
    .filter(Boolean)
    .map((line) => line.split('\t'));
  return [...Map.groupBy(rows, ([, example]) => example)].flatMap(([example, held]) => {
    const described = example.replace(/ software$/, '');
    if (DESCRIPTION.test(described) || (described !== example && /^\p{Lu}\p{Ll}+ \p{Ll}/u.test(described))) return [];
    const [, phrase, acronym] = /^(.+\p{Ll}\S*) ([A-Z][A-Z0-9+#-]{1,6})$/u.exec(described) ?? [];
    const name = phrase && !isAcronymOf(acronym, phrase) ? described : (phrase ?? described);
    const bare = name.replace(MAKER, '');
    const aliases = [phrase && name === phrase ? acronym : null, bare === name ? null : bare].filter(Boolean);
    return [
      {
        name,
        kind: 'technology',
        aliases,
        weight: new Set(held.map(([code]) => code)).size,
        hot: held.some(([, , , , hot]) => hot === 'Y'),
      },
    ];
  });
}

/** Whether the letters of an acronym begin words of a phrase, in order, and no word but small ones is passed over. */
function isAcronymOf(acronym, phrase) {
  const initials = phrase
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map((word) => word.charAt(0).toUpperCase());
  const letters = [...acronym.replace(/[^A-Z]/g, '')];
  if (initials.length < 2 || letters.length < 2) return false;
  let at = 0;
  for (const initial of initials) if (initial === letters[at]) at += 1;
  return at === letters.length || (at >= 2 && at >= initials.length - 1);
}

/** Programming languages of GitHub's Linguist. @returns {Candidate[]} */
export function linguistLanguages(folder) {
  const entries = read(folder, 'linguist_languages.yml')
    .split(/\n(?=\S[^\n]*:\n)/)
    .slice(1);
  return entries.flatMap((entry) => {
    const name = /^"?([^\n]*?)"?:\n/.exec(entry)?.[1] ?? '';
    if (!/^ {2}type: programming$/m.test(entry) || name === '') return [];
    const aliases = /^ {2}aliases:\n((?: {2}- .*\n)+)/m.exec(entry)?.[1] ?? '';
    return [{ name, kind: 'programming', aliases: Array.from(aliases.matchAll(/- "?([^"\n]+)"?/g), ([, alias]) => alias), weight: 1 }];
  });
}

/** Technologies with an icon in Devicon, as their makers write them (Simple Icons). @returns {Candidate[]} */
export function iconTechnologies(folder) {
  const titles = new Map(
    JSON.parse(read(folder, 'simple-icons.json')).map(({ title, aliases }) => [fold(title), { title, aka: aliases?.aka ?? [] }]),
  );
  return JSON.parse(read(folder, 'devicon.json')).flatMap(({ name, altnames }) => {
    const known = [name, ...altnames].map((each) => titles.get(fold(each))).find(Boolean);
    return known ? [{ name: known.title, kind: 'technology', aliases: [...known.aka, ...altnames], weight: 1 }] : [];
  });
}

const fold = (name) => name.toLowerCase().replace(/[^a-z0-9+#]/g, '');

const column = (folder, name, index) =>
  read(folder, name)
    .split(/\r?\n/)
    .slice(1)
    .filter(Boolean)
    .map((line) => line.split('\t')[index]);

/** Sentences about all occupations, which use words as words and not as names of products. */
export function plainSentences(folder) {
  return [...column(folder, 'onet/Task_Statements.txt', 2), ...column(folder, 'onet/Occupation_Data.txt', 2)];
}

/** First words of tasks are verbs; ESCO's skills begin with them, its fields of knowledge do not. */
function taskVerbs(folder) {
  return new Set(column(folder, 'onet/Task_Statements.txt', 2).map((task) => task.split(/[ ,]/)[0].toLowerCase()));
}

/**
 * Fields of knowledge and human languages of ESCO. Its other labels stand beside the wrong concept in the file at hand, so they are not read.
 * @returns {Candidate[]}
 */
export function escoKnowledge(folder) {
  const verbs = taskVerbs(folder);
  const [, ...rows] = parseCsv(read(folder, 'esco_skills_en.csv'));
  const labels = rows.map(([, , label = '']) => label).filter(Boolean);
  const spoken = new Set(labels.flatMap((label) => /^understand written (.+)$/.exec(label)?.[1] ?? []));
  return rows.flatMap(([, , label = '']) => {
    if (spoken.has(label)) return [{ name: label, kind: 'language', aliases: [], weight: 1 }];
    const isField = label.split(' ').length <= 3 && !verbs.has(label.split(/[ -]/)[0].toLowerCase()) && !NO_FIELD.test(label);
    return isField ? [{ name: label, kind: 'knowledge', aliases: [], weight: 1 }] : [];
  });
}

/** Phrases with an object, and verbs that no task begins with. */
const NO_FIELD =
  /[(),]|\b(of|and|for|with|in|to)\b|^(understand|write|interact|liaise|analyse|types|memorise|utilise|organise|synthesise|empathise|manoeuvre|characteristics)\b|characteristics$/;

/** Skills as employers typed them. @returns {Candidate[]} */
export function typedSkills(folder) {
  const ads = parseCsv(read(folder, 'skill2vec_1K.csv')).map(
    ([, ...skills]) => new Set(skills.filter(Boolean).map((skill) => skill.toLowerCase().replaceAll('_', ' ').trim())),
  );
  const counts = new Map();
  for (const skill of ads.flatMap((ad) => [...ad])) counts.set(skill, (counts.get(skill) ?? 0) + 1);
  return [...counts].map(([name, weight]) => ({ name, kind: 'knowledge', aliases: [], weight }));
}
