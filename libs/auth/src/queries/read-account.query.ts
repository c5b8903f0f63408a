import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@shortlist/platform';
import type { Principal } from '@shortlist/platform';
import { accountNotFound } from '../domain/auth.errors.js';
import type { Membership } from '../domain/membership.js';
import type { User } from '../domain/user.js';
import { AccountRepository } from '../persistence/account.repository.js';

export interface Account {
  readonly user: User;
  /** The membership that the session works in. */
  readonly current: Membership;
  readonly memberships: readonly Membership[];
}

/** The caller's own account. */
@Injectable()
export class ReadAccount {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountRepository,
  ) {}

  execute(caller: Principal): Promise<Account> {
    return this.unitOfWork.runAsUser(caller.userId, async (tx) => {
      const user = await this.accounts.findUser(tx, caller.userId);
      const memberships = await this.accounts.membershipsOf(tx, caller.userId);
      const current = memberships.find(({ organization }) => organization.id === caller.organizationId);
      if (!user || !current) throw accountNotFound();
      return { user, current, memberships };
    });
  }
}
