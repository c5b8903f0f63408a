import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';

describe('npm run check', () => {
  it('explains itself instead of checking, and refuses what it does not know', () => {
    const run = (option) => spawnSync(process.execPath, ['tools/scripts/check.mjs', option], { encoding: 'utf8' });
    expect(run('--help')).toMatchObject({ status: 0, stderr: '', stdout: expect.stringMatching(/^Usage: check[\s\S]*--fix/) });
    expect(run('--wrong')).toMatchObject({ status: 1, stderr: "error: unknown option '--wrong'\n" });
  });
});
