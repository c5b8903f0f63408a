import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ModelServer } from '@shortlist/testing';
import { EXIT } from './exit-codes.js';
import { main } from './main.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const LOADER = ['--conditions=@shortlist/source', '--import', join(ROOT, 'tools/loader/source.mjs')];
const RUN = `const { main } = await import(${JSON.stringify(join(ROOT, 'apps/cli/src/main.ts'))}); await main(['node', 'shortlist', ...process.argv.slice(1)]);`;
const COMMANDS = ['start', 'screen', 'parse', 'migrate', 'openapi', 'dlq', 'groups', 'topics', 'partitions', 'doctor'];
const RESUME = 'Amina Yusuf\namina@example.org\n\nExperience\nEngineer, Blue Crane Ltd, 2019 - 2023\nBuilt services in Python.\n';
const A_LONG_WAIT_MS = 120_000;

let folder: string;
let criteria: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'shortlist-command-'));
  criteria = write('criteria.json', JSON.stringify({ mustHaveSkills: [{ name: 'Python' }] }));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function begin(args: readonly string[], ...more: readonly string[]): ReturnType<typeof spawn> {
  const settings = [`DATA_DIR=${join(folder, 'data')}`, 'PORT=0', 'LOG_LEVEL=error', ...more];
  return spawn('env', [...settings, process.execPath, ...LOADER, '--input-type=module', '-e', RUN, '--', ...args], { cwd: folder });
}

function shortlist(...args: string[]): Promise<Ended> {
  return ended(begin(args));
}

async function ended(child: ReturnType<typeof spawn>): Promise<Ended> {
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout!), text(child.stderr!), once(child, 'close')]);
  return { code: code as number | null, stdout, stderr };
}

/** The same within this process, for calls that end before anything is started. */
async function called(...args: string[]): Promise<Ended> {
  const said = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    jest.spyOn(process[name], 'write').mockImplementation((chunk) => ((said[name] += String(chunk)), true)),
  );
  const before = process.exitCode;
  try {
    process.exitCode = undefined;
    await main(['node', 'shortlist', ...args]);
    return { code: Number(process.exitCode ?? 0), ...said };
  } finally {
    process.exitCode = before;
    for (const spy of spies) spy.mockRestore();
  }
}

/** Writes a file below the folder of this spec and answers its path. */
function write(name: string, content: string): string {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

describe('shortlist --help', () => {
  it('names every command and the exit codes', async () => {
    const { code, stdout } = await called('--help');
    expect(code).toBe(EXIT.ok);
    expect(COMMANDS.filter((command) => !stdout.includes(`\n  ${command}`))).toEqual([]);
    expect(stdout).toContain('Exit codes: 0 all good, 1 fault, 2 usage, 3 some files unreadable, 4 no file readable.');
  });

  it.each(COMMANDS)('explains %s', async (command) => {
    const { code, stdout, stderr } = await called(command, '--help');
    expect([code, stderr]).toEqual([EXIT.ok, '']);
    expect(stdout).toContain(`Usage: shortlist ${command}`);
  });

  it('is silent when its reader has seen enough', async () => {
    const child = begin(['--help']);
    child.stdout!.destroy();
    const [stderr, [code]] = await Promise.all([text(child.stderr!), once(child, 'close')]);
    expect([code, stderr]).toEqual([EXIT.ok, '']);
  });
});

describe('a call that cannot work', () => {
  it.each([
    ['an unknown command', ['rank'], 'unknown command'],
    ['an unknown option', ['screen', '.', '--criteria', 'criteria.json', '--colour', 'red'], 'unknown option'],
    ['no criteria', ['screen', '.'], '--criteria'],
    ['a folder that is not there', ['screen', 'nowhere', '--criteria', 'criteria.json'], 'nowhere is not a folder'],
    [
      'a comparison as CSV',
      ['screen', '.', '--criteria', 'criteria.json', '--shadow', 'criteria.json', '--output', 'csv'],
      'no place in CSV',
    ],
    ['criteria that are not there', ['screen', '.', '--criteria', 'none.json'], 'none.json'],
    ['an unknown provider', ['screen', '.', '--criteria', 'criteria.json', '--provider', 'oracle'], 'Allowed choices are rules, openai'],
    ['a number of results below one', ['screen', '.', '--criteria', 'criteria.json', '--top', '0'], 'whole number from 1'],
  ])('ends with 2 and says why: %s', async (_case, args, reason) => {
    const { code, stdout, stderr } = await called(...args.map((arg) => (arg === 'criteria.json' ? criteria : arg)));
    expect([code, stdout]).toEqual([EXIT.usage, '']);
    expect(stderr).toContain(reason);
  });
});

describe('shortlist screen', () => {
  it(
    'prints scores with quoted evidence, and ends with 0 when every file was read',
    async () => {
      write('good/amina.txt', RESUME);
      const { code, stdout } = await shortlist('screen', join(folder, 'good'), '--criteria', criteria, '--output', 'json');
      const evidence = [{ text: 'Python', start: RESUME.indexOf('Python'), end: RESUME.indexOf('Python') + 6 }];
      expect([code, JSON.parse(stdout)]).toMatchObject([
        EXIT.ok,
        {
          results: [
            {
              file: 'amina.txt',
              rank: 1,
              criteria: expect.arrayContaining([expect.objectContaining({ name: 'Python', result: 'met', evidence })]),
            },
          ],
          failures: [],
        },
      ]);
    },
    A_LONG_WAIT_MS,
  );

  it(
    'asks the provider of the call, and tells what the rules had to do without it',
    async () => {
      write('asked/amina.txt', RESUME);
      const args = ['screen', join(folder, 'asked'), '--criteria', criteria, '--provider', 'ollama', '--output', 'json'];
      const models = await ModelServer.start();
      try {
        const { code, stdout, stderr } = await ended(begin(args, `OLLAMA_URL=${models.url}`));
        expect([code, JSON.parse(stdout)]).toMatchObject([EXIT.ok, { results: [{ flags: expect.arrayContaining(['degraded']) }] }]);
        expect(stderr).toContain('1 of 1 were screened by the rules alone');
        expect(models.calls.length).toBeGreaterThan(0);
        expect(JSON.stringify(models.calls)).not.toContain('Amina');
      } finally {
        await models.stop();
      }
    },
    A_LONG_WAIT_MS,
  );

  it(
    'lists unreadable files with their reason, and ends with 3',
    async () => {
      write('mixed/amina.txt', RESUME);
      write('mixed/broken.pdf', '%PDF-1.7\nnothing follows');
      const { code, stdout } = await shortlist('screen', join(folder, 'mixed'), '--criteria', criteria);
      expect(code).toBe(EXIT.someUnreadable);
      expect(stdout).toContain('Amina Yusuf');
      expect(stdout).toMatch(/broken\.pdf.*corrupt/);
    },
    A_LONG_WAIT_MS,
  );

  it(
    'explains one file in full, and says who would enter and leave under other criteria',
    async () => {
      write('two/amina.txt', RESUME);
      write('two/bilal.txt', RESUME.replace('Amina Yusuf', 'Bilal Khan').replace('amina@', 'bilal@').replace('Python', 'COBOL'));
      const first = write('first.json', JSON.stringify({ mustHaveSkills: [{ name: 'Python' }], filtering: { topN: 1, minScore: 50 } }));
      const other = write('other.json', JSON.stringify({ mustHaveSkills: [{ name: 'COBOL' }], filtering: { topN: 1, minScore: 50 } }));
      const args = ['screen', join(folder, 'two'), '--criteria', first, '--shadow', other, '--explain', 'amina.txt'];
      const { code, stdout } = await shortlist(...args);
      expect(code).toBe(EXIT.ok);
      expect(stdout).toMatch(/✔ Python: met, (\d+\.\d\d) of \1 points/);
      expect(stdout).toMatch(/\+ bilal\.txt: rank 1, score \d+\.\d\d[^]*- amina\.txt: was rank 1 \(below_min_score\)/);
    },
    A_LONG_WAIT_MS,
  );

  it(
    'ends with 4 when no file could be read',
    async () => {
      write('bad/broken.pdf', '%PDF-1.7\nnothing follows');
      const { code } = await shortlist('screen', join(folder, 'bad'), '--criteria', criteria, '--output', 'csv');
      expect(code).toBe(EXIT.noneReadable);
    },
    A_LONG_WAIT_MS,
  );
});
