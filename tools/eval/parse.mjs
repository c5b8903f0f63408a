import { basename, extname, join } from 'node:path';
import { PARSE_FAILURE_CODES } from '../../libs/resume-reader/dist/parsing/index.js';
import { mentionsIn, skillKey } from '../../libs/taxonomy/dist/index.js';
import { mebibytes, tableOf } from '../measure/tables.mjs';
import { corpusFiles, readTruth } from './corpora.mjs';
import { COMPARED_PARTS, agree, extras, isSameEmail, isSameName, isSamePhone, judge, mistakenPhone, recalledSkills } from './exactness.mjs';
import { readFiles } from './reading.mjs';
import { factShares, judgeFacts, readResumeFacts } from './resume-facts.mjs';
import { markedSentences, tokenSpan } from '../taxonomy/sentences.mjs';

const FOLDERS = ['resumes', 'docx_variety', 'malformed'];

/** Codes that state a reason. `crashed` says that there was none. */
const STATED = new Set(PARSE_FAILURE_CODES.filter((code) => code !== 'crashed'));

/**
 * Reads every resume of the corpora through the parser pool and compares what it found with the truth.
 * @param {string} corpora
 */
export async function evaluateParse(corpora) {
  const files = corpusFiles(corpora, FOLDERS);
  const truth = readTruth(corpora);
  const { outcomes, seconds, slowestSeconds, childPeakBytes } = await readFiles(files);
  const labelled = [...truth].map(([file, expected]) => ({ file, expected, outcome: outcomes.get(file) }));
  const unexplained = files.filter(({ file }) => !isExplained(outcomes.get(file)));
  return {
    passed: unexplained.length === 0,
    folders: foldersOf(files, outcomes),
    failures: files.flatMap(({ file }) => (outcomes.get(file).ok ? [] : [{ file, code: outcomes.get(file).code }])),
    unlabelled: labelled.filter(({ outcome }) => outcome === undefined).map(({ file }) => file),
    fields: fieldsOf(labelled.filter(({ outcome }) => outcome?.ok)),
    phoneMistakes: phoneMistakes(files, truth, outcomes),
    skills: skillsOf(labelled.filter(({ outcome, expected }) => outcome?.ok && expected.skills.length > 0)),
    facts: factsOf(outcomes),
    prose: proseOf(join(corpora, 'ner/skillspan_dev.json')),
    sameAcrossTypes: sameAcrossTypes(files, outcomes),
    run: { files: files.length, seconds, slowestSeconds, parentPeakBytes: process.resourceUsage().maxRSS * 1024, childPeakBytes },
  };
}

const isExplained = (outcome) => outcome.ok || STATED.has(outcome.code);

function foldersOf(files, outcomes) {
  return [...Map.groupBy(files, ({ folder }) => folder)].map(([folder, held]) => {
    const failed = held.map(({ file }) => outcomes.get(file)).filter((outcome) => !outcome.ok);
    const codes = [...Map.groupBy(failed, ({ code }) => code)].map(([code, same]) => `${code} ${same.length}`);
    return {
      folder,
      files: held.length,
      read: held.length - failed.length,
      failed: codes.sort().join(', ') || 'none',
      unexplained: failed.filter((outcome) => !isExplained(outcome)).length,
    };
  });
}

/** Each field with the values that a file gives for it. `misses` names the files, so that somebody can look. */
const FIELDS = [
  { field: 'name', found: ({ profile }) => (profile.name ? [profile.name.value] : []), isSame: isSameName },
  { field: 'email', found: ({ profile }) => profile.emails.map(({ value }) => value), isSame: isSameEmail },
  { field: 'phone', found: ({ profile }) => profile.phones.map(({ value }) => value), isSame: isSamePhone },
  { field: 'nationalId', found: ({ nationalIds }) => nationalIds, isSame: (truth, found) => truth === found },
];

function fieldsOf(read) {
  return FIELDS.map(({ field, found, isSame }) => {
    const judged = read.map(({ file, expected, outcome }) => ({ file, verdict: judge(expected[field], found(outcome), isSame) }));
    const count = (verdict) => judged.filter((one) => one.verdict === verdict).length;
    const present = read.filter(({ expected }) => expected[field] !== null).length;
    return {
      field,
      files: read.length,
      present,
      right: count('right'),
      wrong: count('wrong'),
      missed: count('missed'),
      invented: count('invented'),
      beside: read.reduce((sum, { expected, outcome }) => sum + extras(expected[field], found(outcome), isSame), 0),
      misses: judged.filter(({ verdict }) => ['wrong', 'missed', 'invented'].includes(verdict)),
    };
  });
}

function phoneMistakes(files, truth, outcomes) {
  const mistakes = files.flatMap(({ file }) => {
    const outcome = outcomes.get(file);
    const phones = outcome.ok ? outcome.profile.phones : [];
    return phones.map(({ evidence }) => mistakenPhone(evidence[0]?.text ?? '', truth.get(file)?.nationalId ?? null)).filter(Boolean);
  });
  const count = (kind) => mistakes.filter((mistake) => mistake === kind).length;
  return { nationalIdsTakenForPhones: count('national id'), datesTakenForPhones: count('date') };
}

function skillsOf(read) {
  const counted = read.map(({ file, expected, outcome }) => ({
    folder: file.slice(0, file.lastIndexOf('/')),
    listed: expected.skills.length,
    recalled: recalledSkills(expected.skills, outcome.profile.skills, skillKey),
    found: outcome.profile.skills.length,
  }));
  const row = (folder, rows) => {
    const total = (key) => rows.reduce((sum, each) => sum + each[key], 0);
    return {
      folder,
      files: rows.length,
      listed: total('listed'),
      recalled: total('recalled'),
      recall: total('recalled') / total('listed'),
      found: total('found'),
    };
  };
  return [...[...Map.groupBy(counted, ({ folder }) => folder)].map(([folder, rows]) => row(folder, rows)), row('all', counted)];
}

/** Roles and education against what a person read. `misses` names the files, so that somebody can look. */
function factsOf(outcomes) {
  const nothing = { roles: [], education: [] };
  const judged = [...readResumeFacts()]
    .filter(([file]) => outcomes.has(file))
    .map(([file, facts]) => ({ file, ...judgeFacts(facts, outcomes.get(file).ok ? outcomes.get(file).profile : nothing) }));
  const isRight = ({ count, studies, roles, degrees }) =>
    count &&
    studies &&
    roles.every(({ dates, title, organization }) => dates && title !== false && organization !== false) &&
    degrees.every(Boolean);
  return { ...factShares(judged), misses: judged.filter((one) => !isRight(one)).map(({ file }) => file) };
}

/**
 * Skills found in sentences of job ads, against the words that people marked as knowledge. A mention counts when it covers exactly the marked
 * tokens. None of these sentences took part in choosing the taxonomy.
 */
function proseOf(path) {
  const sentences = markedSentences(path);
  let found = 0;
  let right = 0;
  for (const { text, spans } of sentences) {
    const mentions = mentionsIn(text).map((mention) => tokenSpan(text, mention));
    found += mentions.length;
    right += mentions.filter(({ start, end }) => spans.some((span) => span.start === start && span.end === end)).length;
  }
  const marked = sentences.reduce((sum, { spans }) => sum + spans.length, 0);
  const [precision, recall] = [right / found, right / marked];
  return { sentences: sentences.length, marked, found, right, precision, recall, f1: (2 * precision * recall) / (precision + recall) };
}

/** Groups of files that hold one resume as PDF, DOCX or TXT, and how many of them agree in each part. */
function sameAcrossTypes(files, outcomes) {
  const resumes = files.filter(({ file, folder }) => /^resumes\/(pdf|docx|txt)$/.test(folder) && outcomes.get(file).ok);
  const groups = [...Map.groupBy(resumes, ({ file }) => basename(file, extname(file))).values()].filter((group) => group.length > 1);
  return Object.keys(COMPARED_PARTS).map((part) => {
    const differing = groups.filter(
      (group) =>
        !agree(
          part,
          group.map(({ file }) => outcomes.get(file).profile),
        ),
    );
    return {
      part,
      groups: groups.length,
      equal: groups.length - differing.length,
      differing: differing.map((group) => basename(group[0].file, extname(group[0].file))),
    };
  });
}

/** The result as tables, the summary last. No value of a resume is in it. */
export function parseTables({ folders, fields, phoneMistakes, skills, facts, prose, sameAcrossTypes: same, run, passed }) {
  const { files, seconds, slowestSeconds, parentPeakBytes, childPeakBytes } = run;
  return [
    tableOf('Files', folders),
    tableOf(
      'Exactness',
      fields.map(({ misses: _misses, ...row }) => row),
    ),
    tableOf('Listed skills', skills),
    tableOf(
      'Roles and education, read by hand',
      [facts].map(({ misses: _misses, ...row }) => row),
    ),
    tableOf('Skills in prose (SkillSpan dev, knowledge spans)', [prose]),
    tableOf(
      'One resume in several types',
      same.map(({ differing: _differing, ...row }) => row),
    ),
    tableOf('Run', [
      {
        files,
        seconds,
        'slowest file s': slowestSeconds,
        'parent peak MiB': mebibytes(parentPeakBytes),
        'child peak MiB': mebibytes(childPeakBytes),
        'national ids taken for phones': phoneMistakes.nationalIdsTakenForPhones,
        'dates taken for phones': phoneMistakes.datesTakenForPhones,
        passed: passed ? 'yes' : 'no',
      },
    ]),
  ].join('\n');
}
