#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// Plain JavaScript without dependencies: it runs before anything is built and on an older Node than the product's own.

const OLDEST_NODE = 22;
const root = new URL('../../../', import.meta.url);
const own = fileURLToPath(new URL('node_modules/.bin/node', root));

if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
  if (!existsSync(own)) {
    console.error(`Shortlist needs Node ${OLDEST_NODE} or newer; this is ${process.versions.node}. Run "npm ci", which brings one along.`);
    process.exit(1);
  }
  const child = spawn(own, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('close', (code) => process.exit(code ?? 1));
} else {
  const build = new URL('tools/scripts/build.mjs', root);
  if (existsSync(build)) {
    const { ensureBuilt } = await import(build.href);
    await ensureBuilt({ announce: (line) => console.error(line) });
  }
  const { main } = await import('../dist/main.js');
  await main(process.argv);
}
