import type { Actor } from '../event-log/envelope.js';

export const ROLES = ['admin', 'recruiter', 'hiring_manager', 'interviewer', 'viewer', 'candidate', 'service'] as const;
export type Role = (typeof ROLES)[number];

/** Who is calling, from a verified token. */
export interface Principal {
  readonly userId: string;
  /** Null for candidate accounts, which belong to no organization. */
  readonly organizationId: string | null;
  readonly role: Role;
  readonly sessionId: string;
  /** Permissions of the role, or the scopes of an API key: `resource:verb`. */
  readonly permissions: ReadonlySet<string>;
}

/** A member of staff or an API key: a principal that is bound to one organization. */
export interface StaffPrincipal extends Principal {
  readonly organizationId: string;
}

/** The hiring manager whose jobs alone the caller works with; null for callers who work with all jobs. What is beyond must look absent. */
export function onlyJobsOf({ role, userId }: Principal): string | null {
  return role === 'hiring_manager' ? userId : null;
}

/** False for API keys: what a program reads nobody has looked at. */
export function isPerson({ role }: Principal): boolean {
  return role !== 'service';
}

/** The caller as the one who causes an event. */
export function actorOf(caller: Principal): Actor {
  return { kind: isPerson(caller) ? 'user' : 'api_key', id: caller.userId };
}
