import { Injectable } from '@nestjs/common';
import { actorOf, staleVersion, UnitOfWork } from '@shortlist/platform';
import type { Principal } from '@shortlist/platform';
import { accountNotFound } from '../domain/auth.errors.js';
import { AccountRepository } from '../persistence/account.repository.js';
import { AnnounceUser } from './announce-user.use-case.js';

/** Changes the caller's own profile, which all their organizations hear of. */
@Injectable()
export class ChangeAccount {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly announceUser: AnnounceUser,
  ) {}

  async execute(caller: Principal, expectedVersion: number, changes: { readonly name: string }): Promise<void> {
    await this.unitOfWork.runAsUser(caller.userId, async (tx) => {
      const user = await this.accounts.lockUser(tx, caller.userId);
      if (!user) throw accountNotFound();
      if (user.version !== expectedVersion) throw staleVersion('auth.account_changed');
      const changed = { ...user, name: changes.name, version: user.version + 1 };
      await this.accounts.updateUser(tx, changed);
      for (const { organization, role } of await this.accounts.membershipsOf(tx, caller.userId)) {
        await this.announceUser.execute(tx, changed, { organizationId: organization.id, role, actor: actorOf(caller) });
      }
    });
  }
}
