import 'reflect-metadata';
import { readFile } from 'node:fs/promises';
import type { ChildAnswer, ChildRequest } from './child-messages.js';
import { parseFile, parseRecognized } from './parse-file.js';
import type { ParseOutcome } from './outcome.js';

// Entry of the parsing process: one file at a time, answered over the channel it was started with. It ends with its parent.

process.on('message', (request: ChildRequest) => {
  void answer(request);
});
process.on('disconnect', () => process.exit(0));
process.send?.({ kind: 'ready' } satisfies ChildAnswer);

async function answer(request: ChildRequest): Promise<void> {
  process.send?.({ kind: 'outcome', outcome: await outcomeOf(request) } satisfies ChildAnswer);
}

async function outcomeOf({ bytes, path, recognized, asOf, ownSkills }: ChildRequest): Promise<ParseOutcome> {
  const context = { asOf, ownSkills };
  if (recognized) return parseRecognized(recognized, context);
  return parseFile(bytes ?? (path === undefined ? new Uint8Array() : new Uint8Array(await readFile(path))), context);
}
