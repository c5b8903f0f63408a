import { onlyJobsOf } from '@shortlist/platform';
import type { StaffPrincipal } from '@shortlist/platform';

/** Which notifications `n` a caller may see: those of a permission that they hold, for everybody or for them, and, for a hiring manager, of own jobs. */
export const VISIBLE = `n.permission = ANY($2) AND (n.user_id IS NULL OR n.user_id = $1)
  AND ($3::uuid IS NULL OR n.job_id IS NULL OR EXISTS (
    SELECT FROM notifications.job_copies j WHERE j.organization_id = n.organization_id AND j.job_id = n.job_id AND j.hiring_manager_id = $3))`;

/** What `$1` to `$3` of `VISIBLE` stand for. */
export function visibleTo(caller: StaffPrincipal): [userId: string, permissions: string[], onlyJobsOf: string | null] {
  return [caller.userId, [...caller.permissions], onlyJobsOf(caller)];
}
