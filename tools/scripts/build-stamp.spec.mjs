import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { whileAlone } from './build-lock.mjs';
import { isStale, stampBuild } from './build-stamp.mjs';

const PAST = new Date('2026-01-01T10:00:00Z');
const BUILD = new Date('2026-01-01T11:00:00Z');
let root;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'build-stamp-'));
  mkdirSync(join(root, 'libs/jobs/src/domain'), { recursive: true });
  mkdirSync(join(root, 'libs/jobs/dist'));
  for (const file of [
    '.swcrc',
    'libs/jobs/package.json',
    'libs/jobs/src/a.ts',
    'libs/jobs/src/domain/b.ts',
    'libs/jobs/src/domain/c.sql',
  ]) {
    writeFileSync(join(root, file), '');
    utimesSync(join(root, file), PAST, PAST);
  }
  age('libs/jobs/src');
  age('libs/jobs/src/domain');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const age = (path, date = PAST) => utimesSync(join(root, path), date, date);

describe('the stamp of a build', () => {
  it('is missing in a new installation', () => {
    expect(isStale(root)).toBe(true);
  });

  it('holds while nothing changes', () => {
    stampBuild(root, BUILD);
    expect(isStale(root)).toBe(false);
  });

  const LATER = new Date('2026-01-01T11:00:01Z');
  it.each(['libs/jobs/src/a.ts', 'libs/jobs/src/domain/c.sql', 'libs/jobs/package.json', '.swcrc'])('expires when %s changes', (file) => {
    stampBuild(root, BUILD);
    age(file, LATER);
    expect(isStale(root)).toBe(true);
  });

  it('expires when a file is renamed or deleted, though no file is newer', () => {
    stampBuild(root, BUILD);
    renameSync(join(root, 'libs/jobs/src/domain/b.ts'), join(root, 'libs/jobs/src/domain/d.ts'));
    expect(isStale(root)).toBe(true);
    age('libs/jobs/src/domain');
    expect(isStale(root)).toBe(false);
    rmSync(join(root, 'libs/jobs/src/domain/d.ts'));
    expect(isStale(root)).toBe(true);
  });

  it('expires when the output of a project is gone', () => {
    stampBuild(root, BUILD);
    rmSync(join(root, 'libs/jobs/dist'), { recursive: true });
    expect(isStale(root)).toBe(true);
  });

  it('does not hide what changed while the build ran', () => {
    age('libs/jobs/src/a.ts', LATER);
    stampBuild(root, BUILD);
    expect(isStale(root)).toBe(true);
  });
});

describe('the lock of a build', () => {
  it('lets one build run at a time', async () => {
    const steps = [];
    const build = (name) => async () => {
      steps.push(`${name} starts`);
      await new Promise((resolve) => setTimeout(resolve, 30));
      steps.push(`${name} ends`);
    };
    await Promise.all([whileAlone(root, build('first')), whileAlone(root, build('second'))]);
    expect(steps).toEqual(['first starts', 'first ends', 'second starts', 'second ends']);
  });

  it('is given back after a failure', async () => {
    await expect(whileAlone(root, () => Promise.reject(new Error('broken source')))).rejects.toThrow('broken source');
    await whileAlone(root, async () => {});
  });

  it('is taken over when its holder is gone', async () => {
    const lock = join(root, 'node_modules/.cache/shortlist/building');
    mkdirSync(join(root, 'node_modules/.cache/shortlist'), { recursive: true });
    writeFileSync(lock, '4194305');
    let ran = false;
    await whileAlone(root, async () => {
      ran = true;
    });
    expect(ran).toBe(true);
  });
});
