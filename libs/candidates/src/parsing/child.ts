import 'reflect-metadata';
import { readFile } from 'node:fs/promises';
import type { ChildAnswer, ChildRequest } from './child-messages.js';
import { parseFile } from './parse-file.js';

// Entry of the parsing process: one file at a time, answered over the channel it was started with. It ends with its parent.

process.on('message', (request: ChildRequest) => {
  void answer(request);
});
process.on('disconnect', () => process.exit(0));
process.send?.({ kind: 'ready' } satisfies ChildAnswer);

async function answer({ bytes, path, asOf }: ChildRequest): Promise<void> {
  const content = bytes ?? (path === undefined ? new Uint8Array() : new Uint8Array(await readFile(path)));
  process.send?.({ kind: 'outcome', outcome: await parseFile(content, asOf) } satisfies ChildAnswer);
}
