import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { sourceArguments } from '../services/service-process.js';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const OUTPUT_KEPT = 4_000;

/** Runs a file of the repository to its end, with these variables and no others; rejects with what it printed when it fails. */
export function runFile(file: string, variables: Readonly<Record<string, string>>): Promise<void> {
  return runNode(file, sourceArguments(file), variables);
}

/** The same with a command of `shortlist`. */
export function runShortlist(command: readonly string[], variables: Readonly<Record<string, string>>): Promise<void> {
  const [entry = '', ...loader] = sourceArguments('apps/cli/src/main.ts').toReversed();
  const argv = JSON.stringify(['node', 'shortlist', ...command]);
  const script = `import(${JSON.stringify(entry)}).then(({ main }) => main(${argv}))`;
  return runNode(`shortlist ${command.join(' ')}`, [...loader.toReversed(), '-e', script], variables);
}

function runNode(name: string, args: readonly string[], variables: Readonly<Record<string, string>>): Promise<void> {
  return new Promise((resolve, reject) => {
    // It ends with whoever started it, and Ctrl-C is for that one.
    const child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', process.execPath, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
      cwd: ROOT,
      env: { PATH: '/usr/local/bin:/usr/bin:/bin', ...variables },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${name} ended with ${code}:\n${output.slice(-OUTPUT_KEPT)}`));
    });
  });
}
