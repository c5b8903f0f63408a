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
