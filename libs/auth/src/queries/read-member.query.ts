import { Injectable } from '@nestjs/common';
import type { MemberRole } from '@shortlist/contracts';
import { UnitOfWork } from '@shortlist/platform';
import { accountNotFound } from '../domain/auth.errors.js';
import type { User } from '../domain/user.js';
import { AccountRepository } from '../persistence/account.repository.js';

/** A user with the role that they have in one organization. */
export interface Member {
  readonly user: User;
  readonly role: MemberRole;
}

/** Members of an organization. */
@Injectable()
export class ReadMember {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountRepository,
  ) {}

  execute(organizationId: string, userId: string): Promise<Member> {
    return this.unitOfWork.run({ organizationId }, async (tx) => {
      const user = await this.accounts.findUser(tx, userId);
      const membership = (await this.accounts.membershipsOf(tx, userId)).find(({ organization }) => organization.id === organizationId);
      if (!user || !membership) throw accountNotFound();
      return { user, role: membership.role };
    });
  }
}
