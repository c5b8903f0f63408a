import type { ErrorItem } from '../errors/coded-error.js';
import type { DtoClass } from '../schemas/index.js';
import { validatorOf } from '../schemas/index.js';

/** What a model said, understood or not. */
export type ReadAnswer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly errors: readonly ErrorItem[] };

const NOT_JSON: ErrorItem = { pointer: '', code: 'not_json', detail: 'must be one JSON document and nothing else' };

/** Some models put their answer into a code block although nobody asked for one. */
const FENCED = /^```(?:json)?\s*\n([\s\S]*?)\n?```$/;

/** Reads an answer in the shape that was asked for; with fields that were not asked for it is none. */
export function readAnswer<T extends object>(answer: DtoClass<T>, text: string): ReadAnswer<T> {
  const trimmed = text.trim();
  let value: unknown;
  try {
    value = JSON.parse(FENCED.exec(trimmed)?.[1] ?? trimmed);
  } catch {
    return { ok: false, errors: [NOT_JSON] };
  }
  return validatorOf(answer, 'request')(value);
}

const MOST_ERRORS = 20;

/** What the model is told when its answer was not understood. */
export function complaint(errors: readonly ErrorItem[]): string {
  const lines = errors.slice(0, MOST_ERRORS).map(({ pointer, detail }) => `- ${pointer || 'the answer'} ${detail}`);
  return ['Your answer cannot be used:', ...lines, 'Answer again, with the whole corrected JSON document and nothing else.'].join('\n');
}
