import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runNode } from '../workspace/node.mjs';

/**
 * The OpenAPI document of the sources as they are, from a throw-away installation.
 * @returns {Promise<Record<string, any>>}
 */
export async function apiDocument() {
  const folder = mkdtempSync(join(tmpdir(), 'shortlist-api-client-'));
  const file = join(folder, 'openapi.json');
  const argv = JSON.stringify(['node', 'shortlist', 'openapi', '--file', file]);
  const script = `import('./apps/cli/src/main.ts').then(({ main }) => main(${argv}))`;
  try {
    const { code, output } = await runNode(['--conditions=@shortlist/source', '--import', './tools/loader/source.mjs', '-e', script]);
    if (code !== 0) throw new Error(`the API could not be described:\n${output}`);
    return JSON.parse(readFileSync(file, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
