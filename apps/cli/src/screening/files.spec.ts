import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UsageError } from '../exit-codes.js';
import { readCriteria, readJob } from './criteria-file.js';
import { resumeFiles } from './resume-folder.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'resumes-'));
  mkdirSync(join(folder, 'inner'));
  writeFileSync(join(folder, 'b.txt'), 'b');
  writeFileSync(join(folder, 'inner', 'a.pdf'), 'aa');
  symlinkSync('/etc/passwd', join(folder, 'link.txt'));
  writeFileSync(join(folder, 'job.md'), '# Engineer\n\nPython, Kafka\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('resume folder', () => {
  it('lists every file with its subfolders in a stable order and follows no link', () => {
    expect(resumeFiles(folder).map(({ file, bytes }) => [file, bytes])).toEqual([
      ['b.txt', 1],
      ['inner/a.pdf', 2],
      ['job.md', 26],
    ]);
  });

  it('refuses what is not a folder', () => {
    expect(() => resumeFiles(join(folder, 'b.txt'))).toThrow(UsageError);
    expect(() => resumeFiles(join(folder, 'missing'))).toThrow(UsageError);
  });
});

describe('criteria and job', () => {
  it('says what is wrong with a criteria file', () => {
    const bad = (text: string): (() => unknown) => {
      writeFileSync(join(folder, 'criteria.json'), text);
      return () => readCriteria(join(folder, 'criteria.json'));
    };
    expect(bad('{"mustHaveSkills": [}')).toThrow(/not valid JSON/);
    expect(bad('[]')).toThrow(/one JSON object/);
    expect(() => readCriteria(join(folder, 'none.json'))).toThrow(/cannot be read/);
    expect(bad('\uFEFF{"minExperienceYears": 3}')()).toEqual({ minExperienceYears: 3 });
  });

  it('takes the job from a file or from the words given', () => {
    expect(readJob(join(folder, 'job.md'), {}, new Date())).toEqual({ title: '# Engineer', description: 'Python, Kafka' });
    expect(readJob('Data engineer', {}, new Date())).toEqual({ title: 'Data engineer', description: null });
  });
});
