import { IsIn } from 'class-validator';
import { defineEvent } from '../event.js';
import { Id, Instant } from '../fields.js';

/**
 * `logged_out`: its owner ended it. `token_reused`: a refresh token that was long replaced came again, so two hold the family.
 * `membership_ended`: its owner belongs to the organization no longer.
 */
export const SESSION_ENDS = ['logged_out', 'token_reused', 'membership_ended'] as const;
export type SessionEnd = (typeof SESSION_ENDS)[number];

export class SessionsRevokedV1 {
  @Id() sessionId: string;
  @Id() userId: string;
  @IsIn(SESSION_ENDS) reason: SessionEnd;
  @Instant() revokedAt: string;
  /** Until then processes must refuse access tokens of the session; later ones have expired. */
  @Instant() deniedUntil: string;
}

/**
 * Processes do not read their deny list from here: `platform.revoked_sessions` is written in the same transaction and reaches all of them
 * however far the log is behind. The event tells whoever watches over accounts.
 */
export const sessionsRevokedV1 = defineEvent({
  type: 'sessions.revoked.v1',
  topic: 'identity.events',
  kind: 'fact',
  from: 'auth',
  to: [],
  payload: SessionsRevokedV1,
  key: (data) => data.userId,
  meaning: 'A session ended before its time; every process refuses its access tokens.',
});
