import type { ApplicationStatus } from '@shortlist/contracts';

export interface Replaceable {
  readonly status: ApplicationStatus;
  /** The newest screening that has arrived; 0 before the first. */
  readonly screeningRun: number;
  readonly receivedAt: Date;
}

/**
 * Whether a submission received at `instant` may take the place of what the application holds: nobody has judged or moved that yet, and
 * it is not the newer one of the two.
 */
export function isReplaceable({ status, screeningRun, receivedAt }: Replaceable, instant: Date): boolean {
  const isUntouched = screeningRun === 0 && (status === 'received' || status === 'screening');
  return isUntouched && instant >= receivedAt;
}
