import { describe, expect, it } from '@jest/globals';
import { reportCsv } from './report-csv.js';
import { reportTable } from './report-table.js';
import { rankResults, topOf } from './screening-report.js';
import type { ScreenedFile, ScreeningReport } from './screening-report.js';

const screened = (file: string, score: number, name = 'Ada'): ScreenedFile => ({
  file,
  applicationId: file,
  candidate: { name, email: null },
  score,
  criteria: [
    {
      kind: 'mustHaveSkill',
      name: 'Python',
      result: 'met',
      points: 50,
      maxPoints: 50,
      evidence: [{ text: 'five years\nof Python', start: 3, end: 23 }],
      reason: 'The resume names Python.',
    },
  ],
  flags: [],
});

const report = (files: ScreenedFile[]): ScreeningReport => ({
  job: { title: 'Engineer' },
  criteriaVersion: 1,
  results: rankResults(files),
  failures: [{ file: 'scan.pdf', code: 'needs_ocr', detail: 'It holds pictures of text only.' }],
});

describe('ranking', () => {
  it('shares a rank between equal scores, shows them as tied and skips the ranks they use up', () => {
    const ranked = rankResults([screened('d', 50), screened('b', 70), screened('a', 70), screened('c', 90)]);
    expect(ranked.map(({ rank, tied, file }) => [rank, tied, file])).toEqual([
      [1, false, 'c'],
      [2, true, 'a'],
      [2, true, 'b'],
      [4, false, 'd'],
    ]);
  });

  it('keeps everybody who shares the last of the top ranks', () => {
    const all = report([screened('a', 70), screened('b', 70), screened('c', 60)]);
    expect(topOf(all, 1).results.map(({ file }) => file)).toEqual(['a', 'b']);
    expect(topOf(all, null).results).toHaveLength(3);
  });
});

describe('output', () => {
  it('quotes the evidence and names what could not be read', () => {
    const table = reportTable(report([screened('a.pdf', 70), screened('b.pdf', 60)]), 1);
    expect(table).toContain('“five years of Python”');
    expect(table).toContain('scan.pdf: needs_ocr');
    expect(table).toContain('2 screened, the best 1 shown, 1 not readable');
  });

  it('escapes cells and lets no cell become a formula', () => {
    const csv = reportCsv(report([screened('a.pdf', 70, '=cmd|"x", y')]));
    expect(csv).toContain(`"'=cmd|""x"", y"`);
    expect(csv.trimEnd().split('\r\n')).toHaveLength(3);
  });
});
