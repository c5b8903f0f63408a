import type { MemberRole } from '@shortlist/contracts';

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
