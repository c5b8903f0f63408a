import { createHash } from 'node:crypto';
import { CodedError } from '../errors/coded-error.js';
import type { DtoClass } from '../schemas/index.js';
import { schemaOf, validatorOf } from '../schemas/index.js';

/** What is asked, in a version of its own: another wording is another version. */
export interface ModelPrompt {
  /** `<context>.<task>`, such as `screening.facts`. */
  readonly id: string;
  readonly version: number;
  /** The instructions. They never hold a word that a candidate wrote. */
  readonly instructions: string;
}

export interface ModelParameters {
  /** 0 to 2. */
  readonly temperature: number;
  readonly maxTokens: number;
}

/** Who should answer, as the organization has it. A driver without that provider goes on to the next one it has, at last to the rules. */
export interface ModelChoice {
  /** With `rules` no word of the question leaves the process. */
  readonly provider: string;
  /** Null: the provider's usual one. */
  readonly model: string | null;
  /** `hybrid` leaves it to the driver to give easy questions to a cheaper model. */
  readonly routing: 'fixed' | 'hybrid';
}

/** The choice of whoever wants no model to be asked. */
export const ONLY_RULES: ModelChoice = { provider: 'rules', model: null, routing: 'fixed' };

/** One question to a model. It answers with facts in a given shape and can do nothing else. */
export interface ModelQuestion<T extends object> {
  readonly organizationId: string;
  readonly choice: ModelChoice;
  readonly prompt: ModelPrompt;
  /**
   * What the question is about. It is data: a driver delimits it, never reads it as an instruction, and masks what tells who somebody is before
   * any of it leaves the process (`redacted`).
   */
  readonly data: string;
  /** What the caller knows to be personal in it, such as the name of the candidate: masked wherever it stands. */
  readonly personal?: readonly string[];
  /** 0 to 1: hybrid routing gives harder questions to better models. Unknown: in the middle. */
  readonly difficulty?: number;
  /** A person waits: the answer is streamed, and its pieces are handed over as they come. What was shown may still be refused. */
  readonly onText?: (piece: string) => void;
  /** The shape of the answer, from which its JSON Schema is made; an answer of another shape is refused. */
  readonly answer: DtoClass<T>;
  readonly parameters: ModelParameters;
  /** For all tries together, at most 60,000; then the rules answer. */
  readonly timeoutMs: number;
  /** How the rules engine answers the same question: at once, for nothing, and always the same. */
  readonly byRules: () => T;
}

/** How an answer came about: what a record keeps, so that the answer can be explained later. */
export interface ModelRun {
  readonly provider: string;
  readonly model: string;
  readonly parameters: ModelParameters;
  readonly promptId: string;
  readonly promptVersion: number;
  /** SHA-256 of the instructions and the schema of the answer. */
  readonly promptHash: string;
  /** SHA-256 of the data. */
  readonly inputHash: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Millionths of a US dollar; nothing when the same question was answered within the last hour, or was being answered. */
  readonly costMicros: number;
  readonly milliseconds: number;
  /** The rules answered because no model that was asked for could: to be asked again. */
  readonly degraded: boolean;
  /** Providers whose turn it was and that the organization does not allow, in that order. Absent in records from before it was noted. */
  readonly notAllowed?: readonly string[];
}

export interface ModelAnswer<T> {
  readonly value: T;
  /** What a model said, word for word; null when the rules answered. It may quote a resume: whoever keeps it seals it. */
  readonly output: string | null;
  /** The data as the model was given them: what is personal masked, everything else in its place. */
  readonly data: string;
  readonly run: ModelRun;
}

/**
 * Answers questions in a given shape.
 *
 * Errors, both of kind `unavailable`: `models.answer_invalid` when what came back does not fit the shape, `models.unavailable` when nobody
 * could answer.
 */
export abstract class Models {
  abstract ask<T extends object>(question: ModelQuestion<T>): Promise<ModelAnswer<T>>;
}

/** The hashes by which a run tells what was asked. */
export function questionHashes({ prompt, answer, data }: ModelQuestion<object>): Pick<ModelRun, 'promptHash' | 'inputHash'> {
  return { promptHash: hash(`${prompt.instructions}\0${schemaTextOf(answer)}`), inputHash: hash(data) };
}

/** The value when it fits the shape that was asked for; throws `models.answer_invalid` otherwise. */
export function checkedAnswer<T extends object>({ answer, prompt }: ModelQuestion<T>, value: unknown): T {
  const checked = validatorOf(answer, 'event')(value);
  if (checked.ok) return checked.value;
  throw new CodedError('models.answer_invalid', 'unavailable', `The answer to ${prompt.id} has another shape than was asked for.`, {
    errors: checked.errors,
  });
}

const schemaTexts = new WeakMap<DtoClass, string>();

/** Written down once per class: a screening asks for each application. */
function schemaTextOf(answer: DtoClass): string {
  const text = schemaTexts.get(answer) ?? JSON.stringify(schemaOf(answer));
  schemaTexts.set(answer, text);
  return text;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
