/** Exit codes of every command. */
export const EXIT = {
  /** All good. */
  ok: 0,
  /** Something went wrong that is not the caller's doing. */
  fault: 1,
  /** The command was called wrongly. */
  usage: 2,
  /** Some files could not be read; the results hold the others. */
  someUnreadable: 3,
  /** No file could be read. */
  noneReadable: 4,
} as const;

/** The caller has to change the call: exit code 2. */
export class UsageError extends Error {}
