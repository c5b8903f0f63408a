import { Id, MEMBER_ROLES, Nested, NestedList, Nullable, Text } from '@shortlist/contracts';
import type { MemberRole } from '@shortlist/contracts';
import { IsEmail, IsIn, Matches } from 'class-validator';
import type { Membership } from '../domain/membership.js';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '../domain/password.js';
import { SLUG_PATTERN } from '../domain/slug.js';
import type { User } from '../domain/user.js';
import type { Account } from '../queries/read-account.query.js';

/** The organization to be created. */
export class NewOrganizationDto {
  @Text(200, 1) name: string;
  /** Part of its public addresses; derived from the name unless given. */
  @Nullable() @Text(80, 2) @Matches(SLUG_PATTERN) slug?: string | null;
}

/** The first user of a new organization. */
export class RegistrationDto {
  @Text(200, 1) name: string;
  @IsEmail() email: string;
  @Text(LONGEST_PASSWORD, SHORTEST_PASSWORD) password: string;
  @Nested(() => NewOrganizationDto) organization: NewOrganizationDto;
}

/** A user to be created by an administrator. */
export class NewUserDto {
  @Text(200, 1) name: string;
  @IsEmail() email: string;
  @Text(LONGEST_PASSWORD, SHORTEST_PASSWORD) password: string;
  @IsIn(MEMBER_ROLES) role: MemberRole;
}

/** What people change about themselves. */
export class AccountChangesDto {
  @Text(200, 1) name: string;
}

/** A place in an organization. */
export class MembershipDto {
  @Id() organizationId: string;
  @Text(200) organizationName: string;
  @Text(100) organizationSlug: string;
  @IsIn(MEMBER_ROLES) role: MemberRole;
}

/** A user of an organization. */
export class UserDto {
  @Id() id: string;
  @Text(254) email: string;
  @Text(200) name: string;
  @IsIn(MEMBER_ROLES) role: MemberRole;
}

/** The caller's own account, with the organization that this session works in. */
export class AccountDto extends UserDto {
  @Nested(() => MembershipDto) membership: MembershipDto;
  @NestedList(() => MembershipDto) memberships: MembershipDto[];
}

export function toUserDto({ id, email, name }: User, role: MemberRole): UserDto {
  return { id, email, name, role };
}

export function toAccountDto({ user, current, memberships }: Account): AccountDto {
  return { ...toUserDto(user, current.role), membership: toMembershipDto(current), memberships: memberships.map(toMembershipDto) };
}

function toMembershipDto({ organization, role }: Membership): MembershipDto {
  return { organizationId: organization.id, organizationName: organization.name, organizationSlug: organization.slug, role };
}
