/** Roles of the members of an organization. Candidates and API keys are no members. */
export const MEMBER_ROLES = ['admin', 'recruiter', 'hiring_manager', 'interviewer', 'viewer'] as const;
export type MemberRole = (typeof MEMBER_ROLES)[number];

/** An organization as its members know it. */
export interface Organization {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
}

/** A person's place in one organization. */
export interface Membership {
  readonly organization: Organization;
  readonly role: MemberRole;
}
