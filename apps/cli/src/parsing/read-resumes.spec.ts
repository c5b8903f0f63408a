import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startParserPool } from '@shortlist/resume-reader';
import type { ParserPool } from '@shortlist/resume-reader';
import { Environment } from '@shortlist/platform';
import { UsageError } from '../exit-codes.js';
import { namedFiles, readResumes } from './read-resumes.js';
import { exitCodeOf } from './resume-report.js';
import { resumeTable } from './resume-table.js';

const ASOF = '2026-01-01T00:00:00.000Z';
const RESUME = 'Ada Example\nada@example.org\nCNIC: 35202-5550123-4\n\nSkills\nPython, SQL\n';
const PARTS = [
  ['name', 'emails', 'phones', 'nationalId', 'location', 'links', 'summary'],
  ['skills', 'roles', 'education', 'languages', 'certifications'],
  ['projects', 'publications', 'gaps', 'totalYears'],
].flat();

let folder: string;
let pool: ParserPool;
const path = (name: string): string => join(folder, name);
const read = (...names: string[]): ReturnType<typeof readResumes> => readResumes(pool, namedFiles(names.map(path)), ASOF, () => undefined);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parse-'));
  pool = startParserPool(Environment.ofProcess());
  writeFileSync(path('ada.txt'), RESUME);
  writeFileSync(path('empty.pdf'), '');
  writeFileSync(path('huge.txt'), '');
  truncateSync(path('huge.txt'), 11 * 1024 * 1024);
});
afterAll(async () => {
  await pool.close();
  rmSync(folder, { recursive: true });
});

describe('shortlist parse', () => {
  it('prints every part of a profile with evidence and confidence, and a national id only masked', async () => {
    const reports = await read('ada.txt');
    expect(reports).toMatchObject([{ file: path('ada.txt'), flags: [], failure: null }]);
    expect(Object.keys(reports[0] ?? {})).toEqual(['file', 'profile', 'flags', 'failure']);
    const profile = reports[0]?.profile;
    expect(Object.keys(profile ?? {})).toEqual(PARTS);
    expect(profile?.name).toMatchObject({ value: 'Ada Example', evidence: [{ text: 'Ada Example', start: 0, end: 11 }] });
    expect(profile?.skills.map(({ name, confidence }) => [name, confidence > 0])).toEqual([
      ['Python', true],
      ['SQL', true],
    ]);
    expect(profile?.nationalId?.value).toBe('*****-*******-4');
    expect(JSON.stringify(reports) + resumeTable(reports)).not.toContain('5550123');
    expect(profile).toMatchObject({ phones: [], location: null, totalYears: null });
  });

  it('keeps the order of the files and gives a stated reason for each that is not read', async () => {
    const reports = await read('huge.txt', 'ada.txt', 'empty.pdf');
    expect(reports.map(({ failure }) => failure?.code)).toEqual(['too_large', undefined, 'empty_file']);
    expect(resumeTable(reports)).toMatch(/empty_file: The file is empty/);
  });

  it('ends with 0, 3 or 4 by how many files were read', async () => {
    expect(exitCodeOf(await read('ada.txt'))).toBe(0);
    expect(exitCodeOf(await read('ada.txt', 'empty.pdf'))).toBe(3);
    expect(exitCodeOf(await read('empty.pdf'))).toBe(4);
  });

  it('refuses a name that is no file', () => {
    expect(() => namedFiles([path('ada.txt'), path('missing.pdf')])).toThrow(UsageError);
    expect(() => namedFiles([folder])).toThrow(UsageError);
  });
});
