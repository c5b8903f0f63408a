import type { DtoClass } from '../../schemas/index.js';

/** What a controller says about its answer beyond the body. */
export interface AnswerOptions {
  /** Path of the new thing below the API's prefix, such as `/jobs/<id>`. */
  readonly location?: string;
  /** Version of the aggregate; becomes part of the ETag, and `@IfMatch()` gets it back. */
  readonly version?: number;
  /** Since when a read answers what it answers: becomes `Last-Modified`, and `If-Modified-Since` is answered with 304. */
  readonly changedAt?: Date | null;
}

/** A body with a location or a version. Controllers make it with `created`, `accepted` and `versioned`. */
export class Answer<T> {
  constructor(
    readonly body: T,
    readonly options: AnswerOptions,
  ) {}
}

/** `201` with `Location`; the route declares `answer: { status: 201, … }`. */
export function created<T>(path: string, body: T, version?: number): Answer<T> {
  return new Answer(body, { location: path, version });
}

/** `202` with `Location`, the address where the outcome will be; the route declares `answer: { status: 202, … }`. */
export function accepted<T>(path: string, body: T): Answer<T> {
  return new Answer(body, { location: path });
}

/** A body whose aggregate has a version: single reads and edits. `changedAt`: since when nothing in the body is otherwise. */
export function versioned<T>(version: number, body: T, changedAt?: Date | null): Answer<T> {
  return new Answer(body, { version, changedAt });
}

/** A body that has no version, with the time since which it is as it is. */
export function dated<T>(changedAt: Date | null, body: T): Answer<T> {
  return new Answer(body, { changedAt });
}

/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly limit: number;
  /** Exact up to 10,000, an estimate above. */
  readonly total: number;
  readonly totalIsEstimate?: boolean;
  /** Absent when the page was reached by cursor. */
  readonly page?: number | null;
  readonly nextCursor?: string | null;
  /** The query parameter that takes `nextCursor`; `cursor` unless given. */
  readonly cursorName?: string;
  /** Since when the page answers what it answers, as of `AnswerOptions`. */
  readonly changedAt?: Date | null;
}

/** What a route answers when all goes well. */
export interface AnswerDeclaration {
  readonly status: 200 | 201 | 202 | 204;
  /** One object, or `[Class]` for a list with pagination. */
  readonly dto?: DtoClass | readonly [DtoClass];
  /** Media type of an answer that is no JSON and gets no envelope: text, a buffer or a stream. */
  readonly raw?: string;
}
