import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PARSE_FAILURE_CODES } from '../../libs/resume-reader/dist/parsing/index.js';
import { workspaceRoot } from '../workspace/root.mjs';
import { corpusFiles } from './corpora.mjs';

const STATED = new Set(PARSE_FAILURE_CODES.filter((code) => code !== 'crashed'));
const CRITERIA = { mustHaveSkills: [{ name: 'Python' }] };
/** All good, some unreadable, none readable. */
const FINISHED = [0, 3, 4];

/**
 * Sends every malformed file through the command line and all services behind it. Each must end with a score or a stated code.
 * @param {string} corpora
 */
export async function screenMalformed(corpora) {
  const started = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'shortlist-eval-'));
  try {
    const criteria = join(folder, 'criteria.json');
    writeFileSync(criteria, JSON.stringify(CRITERIA));
    const { exitCode, report, complaint } = await shortlistScreen(join(corpora, 'malformed'), criteria, folder);
    const ended = new Map([
      ...(report?.results ?? []).map(({ file }) => [file, 'scored']),
      ...(report?.failures ?? []).map(({ file, code }) => [file, code]),
    ]);
    const files = corpusFiles(corpora, ['malformed']).map(({ file }) => file.replace('malformed/', ''));
    const outcomeOf = (file) => ended.get(file) ?? 'no outcome';
    return {
      exitCode,
      complaint: FINISHED.includes(exitCode) ? null : complaint,
      files: files.length,
      outcomes: [...Map.groupBy(files, outcomeOf)].map(([outcome, same]) => ({ outcome, files: same.length })),
      unexplained: files.filter((file) => outcomeOf(file) !== 'scored' && !STATED.has(outcomeOf(file))),
      seconds: (performance.now() - started) / 1_000,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** With a data folder of its own, so that an installation that happens to run here is left alone. */
function shortlistScreen(resumes, criteria, folder) {
  const args = ['apps/cli/bin/shortlist.js', 'screen', resumes, '--criteria', criteria, '--output', 'json'];
  const env = { ...process.env, DATA_DIR: join(folder, 'data') };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: workspaceRoot, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const output = [];
    const messages = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => messages.push(chunk));
    child.on('error', reject);
    child.on('close', (exitCode) =>
      resolve({
        exitCode,
        report: jsonOf(Buffer.concat(output).toString('utf8')),
        complaint: Buffer.concat(messages).toString('utf8').slice(-2_000),
      }),
    );
  });
}

function jsonOf(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
