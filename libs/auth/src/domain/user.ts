/** A person with an account, in however many organizations. */
export interface User {
  readonly id: string;
  /** Normalized. */
  readonly email: string;
  readonly name: string;
  /** Grows with every change of the profile. */
  readonly version: number;
}
