import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { workspaceRoot } from '../workspace/root.mjs';

/**
 * Writes generated files that differ; with `--check` on the command line only says which are out of step.
 * @param {string} command how to bring them in step
 * @param {Record<string, string>} files text by path, relative to the workspace
 */
export async function writeGenerated(command, files) {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  for (const [path, text] of Object.entries(files)) {
    const file = join(workspaceRoot, path);
    const formatted = /\.(json|md|ts)$/.test(path) ? await format(text, { ...(await resolveConfig(file)), filepath: file }) : text;
    if (existsSync(file) && readFileSync(file, 'utf8') === formatted) continue;
    if (values.check) {
      console.error(`${path} is out of step: run ${command}`);
      process.exitCode = 1;
    } else {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, formatted);
      console.log(`${path} written`);
    }
  }
}
