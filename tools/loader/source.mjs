import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire, enableCompileCache, registerHooks } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Runs TypeScript sources with the settings of the build, so that a process started by a test needs no build:
// node --conditions=@shortlist/source --import ./tools/loader/source.mjs FILE.ts
//
// What was transformed and compiled is kept for the next process, which starts sooner. A process that may not write goes on without.

const options = JSON.parse(readFileSync(new URL('../../.swcrc', import.meta.url), 'utf8'));
delete options.$schema;
const { version } = JSON.parse(readFileSync(new URL('../../node_modules/@swc/core/package.json', import.meta.url), 'utf8'));
const cache = fileURLToPath(new URL('../../node_modules/.cache/shortlist-source/', import.meta.url));
enableCompileCache(join(cache, 'compiled'));
const seed = createHash('sha256')
  .update(JSON.stringify([version, options]))
  .digest('hex');

registerHooks({
  resolve(specifier, context, nextResolve) {
    const fromSource = context.parentURL?.endsWith('.ts') && specifier.startsWith('.') && specifier.endsWith('.js');
    return nextResolve(fromSource ? specifier.replace(/\.js$/, '.ts') : specifier, context);
  },
  load(url, context, nextLoad) {
    if (!url.endsWith('.ts')) return nextLoad(url, context);
    return { format: 'module', source: transformed(fileURLToPath(url)), shortCircuit: true };
  },
});

function transformed(filename) {
  const text = readFileSync(filename, 'utf8');
  const kept = join(cache, `${createHash('sha256').update(`${seed}\0${filename}\0${text}`).digest('hex').slice(0, 32)}.js`);
  try {
    return readFileSync(kept, 'utf8');
  } catch {
    const code = transform(filename, text);
    keep(kept, code);
    return code;
  }
}

/** Several processes may do so at once; a renamed file is whole. */
function keep(path, code) {
  const draft = `${path}.${process.pid}`;
  try {
    mkdirSync(cache, { recursive: true });
    writeFileSync(draft, code);
    renameSync(draft, path);
  } catch (error) {
    if (!['ERR_ACCESS_DENIED', 'EACCES', 'EROFS', 'ENOSPC'].includes(error.code)) throw error;
  }
}

let swc;
function transform(filename, text) {
  swc ??= createRequire(import.meta.url)('@swc/core');
  return swc.transformSync(text, { ...options, swcrc: false, filename, sourceMaps: 'inline' }).code;
}
