import { describe, expect, it } from '@jest/globals';
import { explanationText, resultNamed } from './explanation.js';
import { reportCsv } from './report-csv.js';
import { reportTable } from './report-table.js';
import { shadowText } from './shadow.js';
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

describe('explaining one result', () => {
  const results = rankResults([screened('a.pdf', 70), screened('b.pdf', 60, 'Bo\u001b[2J')]);

  it('finds it by its file or its application, and refuses what is not there or not one', () => {
    expect(resultNamed(results, new Map(), 'b.pdf').rank).toBe(2);
    expect(resultNamed(results, new Map([['id', 'a.pdf']]), 'id').file).toBe('a.pdf');
    expect(() => resultNamed(results, new Map(), 'c.pdf')).toThrow('no screened file c.pdf');
    const twins = results.map((result) => ({ ...result, candidate: { name: null, email: 'x@example.org' } }));
    expect(() => resultNamed(twins, new Map(), 'x@example.org')).toThrow('a.pdf, b.pdf');
  });

  it('prints every criterion with points, sentence and place of the evidence, and no control character', () => {
    const text = explanationText(results[1]!);
    expect(text).toContain('Rank 2; score 60.00');
    expect(text).toContain('Python: met, 50.00 of 50.00 points\n  The resume names Python.\n    3-23 “five years of Python”');
    expect(text).not.toContain('\u001b');
  });
});

describe('criteria on trial', () => {
  it('prints who would enter, leave and move', () => {
    const movement = { compared: 3, risen: 1, fallen: 1, meanPlaces: 0.6667, mostPlaces: 1, correlation: 0.5 };
    const text = shadowText({
      entered: [{ file: 'c.pdf', rank: 1, score: 90, reason: 'place_free' }],
      left: [{ file: 'a.pdf', formerRank: 2, reason: 'score_fell' }],
      moved: [],
      movement,
    });
    expect(text).toContain(
      '1 would enter the shortlist, 1 would leave it, 0 would move on it.\n  + c.pdf: rank 1, score 90.00 (place_free)\n  - a.pdf: was rank 2 (score_fell)',
    );
    expect(text).toContain('rank correlation 0.5');
  });
});
