import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { runNode } from '../workspace/node.mjs';
import { workspaceRoot } from '../workspace/root.mjs';
import { whileAlone } from './build-lock.mjs';
import { builtFolders, isStale, stampBuild } from './build-stamp.mjs';

/**
 * Builds all projects if a source is newer than the last build; otherwise it costs some milliseconds. Output of files that
 * are gone must not stay, least of all a migration, so each build starts from nothing; Nx brings back what is unchanged.
 * @param {{ announce?: (line: string) => void }} [options] `announce` is called before a build
 */
export async function ensureBuilt({ announce } = {}) {
  if (!isStale(workspaceRoot)) return;
  await whileAlone(workspaceRoot, async () => {
    if (!isStale(workspaceRoot)) return;
    announce?.('Building (once per change of the code) …');
    await build();
  });
}

async function build() {
  const startedAt = new Date();
  for (const folder of builtFolders(workspaceRoot)) rmSync(join(workspaceRoot, folder, 'dist'), { recursive: true, force: true });
  const { code, output } = await runNode(['node_modules/nx/dist/bin/nx.js', 'run-many', '-t', 'build', '--output-style=static']);
  if (code !== 0) throw new Error(`The build failed.\n${output}`);
  stampBuild(workspaceRoot, startedAt);
}

if (import.meta.main) {
  try {
    await ensureBuilt({ announce: (line) => console.error(line) });
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
