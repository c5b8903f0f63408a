import { execFile } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const LOADER = ['--conditions=@shortlist/source', '--import', join(ROOT, 'tools/loader/source.mjs')];

export interface CommandResult {
  readonly exitCode: number;
  readonly output: string;
  readonly complaint: string;
}

/** Runs `shortlist` as an operator would, for the installation in the folder. */
export function shortlist(folder: string, ...args: readonly string[]): Promise<CommandResult> {
  return watchedShortlist(folder, args, () => undefined);
}

/** The same; whoever started it may watch it, and kill it. */
export function watchedShortlist(folder: string, args: readonly string[], watch: (child: ChildProcess) => void): Promise<CommandResult> {
  return run({ DATA_DIR: folder }, args, watch);
}

/** The same for services, with their variables. */
export function shortlistOfServices(variables: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<CommandResult> {
  return run(variables, args, () => undefined);
}

function run(env: Readonly<Record<string, string>>, args: readonly string[], watch: (child: ChildProcess) => void): Promise<CommandResult> {
  const command = [...LOADER, join(ROOT, 'apps/e2e/src/delivery/run-command.ts'), ...args];
  const options = { cwd: ROOT, env, maxBuffer: 10_000_000 };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, command, options, (_error, output, complaint) =>
      resolve({ exitCode: child.exitCode ?? 1, output, complaint }),
    );
    watch(child);
  });
}
