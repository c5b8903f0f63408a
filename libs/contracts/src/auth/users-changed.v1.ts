import { ArrayMaxSize, IsIn } from 'class-validator';
import { defineEvent } from '../event.js';
import { Id, Nullable, Text, TextList } from '../fields.js';

/** Roles of the members of an organization. Candidates and API keys are no members. */
export const MEMBER_ROLES = ['admin', 'recruiter', 'hiring_manager', 'interviewer', 'viewer'] as const;
export type MemberRole = (typeof MEMBER_ROLES)[number];

/** What `details` seals. */
export interface UserDetails {
  readonly name: string;
  readonly email: string;
}

/** What binds the sealed details of a user to the organization's copy of them. */
export const userDetailsContext = (userId: string): string => `auth.users|details|${userId}`;

/** The newest state of a person as one of their organizations knows them; people of several organizations have one per organization. */
export class UsersChangedV1 {
  @Id() userId: string;
  @Id() organizationId: string;
  @IsIn(MEMBER_ROLES) role: MemberRole;
  /** `UserDetails` as JSON, sealed under the organization's key: this topic outlives the log keys, which seal personal fields elsewhere. */
  @Text(4_000) details: string;
  /** Kinds of in-app notifications that the person does not want to see; absent: as before. */
  @Nullable() @ArrayMaxSize(50) @TextList(64) mutedNotifications?: string[] | null;
}

export const usersChangedV1 = defineEvent({
  type: 'users.changed.v1',
  topic: 'identity.events',
  kind: 'snapshot',
  from: 'auth',
  to: ['notifications'],
  payload: UsersChangedV1,
  key: (data) => data.userId,
  meaning: 'A person joined an organization or changed; contexts that show people keep a copy.',
});
