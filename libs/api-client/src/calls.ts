import type { Operations, Pagination } from './generated/api.js';

/** `GET /jobs/:id`; every operation of the API by method and path. */
export type OperationName = keyof Operations;

/** What an operation takes; further headers are allowed everywhere. */
export type CallOptions<O extends OperationName> = Omit<Operations[O], 'answer' | 'isList'> & {
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
};

/** The options may be left out where nothing in them is required. */
export type CallArguments<O extends OperationName> =
  Record<never, never> extends CallOptions<O> ? [options?: CallOptions<O>] : [options: CallOptions<O>];

/** `data` without the envelope it came in. */
export interface ApiAnswer<T, P extends Pagination | null = Pagination | null> {
  readonly status: number;
  readonly data: T;
  /** Of a list; null otherwise. */
  readonly pagination: P;
  readonly headers: Headers;
}

/** What an operation answers. */
export type CallAnswer<O extends OperationName> = ApiAnswer<
  Operations[O]['answer'],
  Operations[O]['isList'] extends true ? Pagination : null
>;

/** `/jobs/:id` with its parameters put in; a value never reaches another segment. */
export function pathOf(template: string, parameters: Readonly<Record<string, string>>): string {
  return template.replaceAll(/:(\w+)/g, (_, name: string) => {
    const value = parameters[name];
    // Dots alone are resolved by URLs, encoded or not.
    if (!value || /^\.{1,2}$/.test(value)) throw new RangeError(`${template} cannot be called with the ${name} "${value}"`);
    return encodeURIComponent(value);
  });
}
