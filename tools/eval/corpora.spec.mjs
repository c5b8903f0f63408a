import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { corpusFiles, findCorpora, parseCsv, readTruth } from './corpora.mjs';
import { occupationsHeld, onePerPerson } from './labels.mjs';
import { foldTitle, readOnet } from './onet.mjs';

let root;
const write = (path, text) => {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
};
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'corpora-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('corpora', () => {
  it('tells a folder that somebody named wrongly from one that is just not here', () => {
    expect(findCorpora(join(root, 'nowhere'))).toEqual({ missing: join(root, 'nowhere'), isFault: true });
    expect(findCorpora(root)).toMatchObject({ isFault: true });
    write('truth_resumes.csv', 'file\n');
    expect(findCorpora(root)).toEqual({ folder: root });
  });

  it('lists files below the folders that are asked for, with the folder that holds each', () => {
    write('resumes/pdf/b.pdf', '');
    write('resumes/pdf/a.pdf', '');
    write('other/c.pdf', '');
    expect(corpusFiles(root, ['resumes']).map(({ file, folder }) => [file, folder])).toEqual([
      ['resumes/pdf/a.pdf', 'resumes/pdf'],
      ['resumes/pdf/b.pdf', 'resumes/pdf'],
    ]);
  });

  it('reads an empty cell as none', () => {
    const rows = ['a.pdf,"Doe, Ann",,,C|C++,x;cnic=42101-0000232-4', 'b.pdf,,a@example.org,555,,x'];
    write('truth_resumes.csv', ['file,name,email,phone,skills,source_of_truth', ...rows, ''].join('\n'));
    expect(readTruth(root).get('a.pdf')).toEqual({
      name: 'Doe, Ann',
      email: null,
      phone: null,
      skills: ['C', 'C++'],
      nationalId: '42101-0000232-4',
    });
    expect(readTruth(root).get('b.pdf')).toEqual({ name: null, email: 'a@example.org', phone: '555', skills: [], nationalId: null });
  });

  it('parses quotes, empty cells and line ends', () => {
    expect(parseCsv('a,"b ""c"", d",\r\n,,"x\ny"\n')).toEqual([
      ['a', 'b "c", d', ''],
      ['', '', 'x\ny'],
    ]);
  });
});

describe('labels', () => {
  beforeEach(() => {
    write('skills/onet/Occupation_Data.txt', 'Code\tTitle\tText\n1\tWeb Developers\tBuild.\n2\tNurses\tCare.\n');
    write('skills/onet/Alternate_Titles.txt', 'Code\tTitle\tShort\tS\n1\tSite Maker (SM)\tSM\t1\n1\tHand\tn/a\t1\n2\tHand\tn/a\t1\n');
    write('skills/onet/Technology_Skills.txt', 'Code\tExample\tC\tT\tHot\tIn\n1\tVi\t0\tx\tN\tN\n1\tGit\t0\tx\tY\tN\n1\tCSS\t0\tx\tY\tY\n');
  });

  it('puts technologies in demand first', () => {
    expect(readOnet(root).occupations.get('1').technologies).toEqual(['CSS', 'Git', 'Vi']);
  });

  it('labels by a held title, its short form, and without its rank', () => {
    const { codesOfTitle } = readOnet(root);
    expect([...occupationsHeld(['Senior Web Developer'], codesOfTitle)]).toEqual(['1']);
    expect([...occupationsHeld(['sm', null], codesOfTitle)]).toEqual(['1']);
    expect([...occupationsHeld(['Site Maker', 'nurse'], codesOfTitle)]).toEqual(['1', '2']);
    expect([...occupationsHeld(['Astronaut'], codesOfTitle)]).toEqual([]);
  });

  it('takes no label from a title that stands for many occupations', () => {
    const codesOfTitle = new Map([['hand', new Set(['1', '2', '3', '4'])]]);
    expect(occupationsHeld(['Hand'], codesOfTitle).size).toBe(0);
  });

  it('counts one person once, and only with a label', () => {
    const resume = (person, ...codes) => ({ person, occupations: new Set(codes) });
    const [first, ...rest] = onePerPerson([resume('a'), resume('a', '1'), resume('a', '2'), resume('b')]);
    expect([...first.occupations]).toEqual(['1']);
    expect(rest).toEqual([]);
  });

  it('folds plurals and brackets', () => expect(foldTitle('Nurses (RN), Night')).toBe('nurse night'));
});
