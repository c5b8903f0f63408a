import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@shortlist/testing';
import { LogFollower } from './log-follower.js';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'shortlist-logs-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('followed logs', () => {
  it('give whole lines, once each, of this run, also of files that come later', async () => {
    const [first, second] = ['first', 'second'].map((name) => ({ name, file: join(folder, name), from: name === 'first' ? 4 : 0 }));
    const lines: string[] = [];
    const follower = new LogFollower(
      () => [first!, second!],
      (name, line) => lines.push(`${name}: ${line}`),
    );
    appendFileSync(first!.file, 'old\none\ntw');
    await eventually(() => expect(lines).toEqual(['first: one']));
    appendFileSync(first!.file, 'o\n');
    appendFileSync(second!.file, `${'x'.repeat(100_000)}\n`);
    await eventually(() => expect(lines.slice(1, 2)).toEqual(['first: two']));
    await eventually(() =>
      expect(
        lines
          .slice(2)
          .map((line) => line.replaceAll(/second: /g, ''))
          .join(''),
      ).toHaveLength(100_000),
    );
    appendFileSync(second!.file, 'last\n');
    follower.stop();
    expect(lines.at(-1)).toBe('second: last');
    expect(lines.filter((line) => line.startsWith('first'))).toEqual(['first: one', 'first: two']);
  });
});
