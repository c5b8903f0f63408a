/** One thing that was looked at, and whether it is as it has to be. */
export interface Finding {
  readonly ok: boolean;
  readonly what: string;
  /** How to mend it. */
  readonly remedy?: string;
}
