import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import prettier from 'prettier';
import { workspaceRoot } from '../workspace/root.mjs';
import { driverFiles } from './driver.mjs';
import { eventFiles } from './event.mjs';
import { sliceFiles } from './slice.mjs';

const USAGE = `Usage: npm run gen -- slice <context> <noun>
       npm run gen -- event <context> <aggregates.past_tense>
       npm run gen -- driver <capability> <vendor>`;

const GENERATORS = { slice: sliceFiles, event: eventFiles, driver: driverFiles };

/**
 * Writes the files of a generator; writes nothing when one of them exists.
 * @param {string} root
 * @param {string[]} args
 * @returns {Promise<{ written: string[], next: string[] }>}
 */
export async function generate(root, [kind, first, second, ...rest]) {
  const generator = Object.hasOwn(GENERATORS, kind ?? '') ? GENERATORS[kind] : undefined;
  if (!generator || !first || !second || rest.length > 0) throw new Error(USAGE);
  const { files, next } = generator(root, first, second);
  const taken = files.filter(({ path, append }) => !append && existsSync(join(root, path)));
  if (taken.length > 0) throw new Error(`Already there: ${taken.map(({ path }) => path).join(', ')}`);
  for (const file of files) await write(root, file);
  return { written: files.map(({ path }) => path), next };
}

async function write(root, { path, content, append }) {
  const target = join(root, path);
  mkdirSync(dirname(target), { recursive: true });
  const whole = append ? readFileSync(target, 'utf8') + content : content;
  const options = await prettier.resolveConfig(join(workspaceRoot, path));
  const parser = (await prettier.getFileInfo(target)).inferredParser;
  writeFileSync(target, parser ? await prettier.format(whole, { ...options, parser }) : whole);
}

if (import.meta.main) {
  try {
    const { written, next } = await generate(workspaceRoot, process.argv.slice(2));
    console.log([...written.map((path) => `wrote ${path}`), '', 'Next:', ...next.map((step) => `- ${step}`)].join('\n'));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 2;
  }
}
