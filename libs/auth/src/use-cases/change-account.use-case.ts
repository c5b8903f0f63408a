import { Injectable } from '@nestjs/common';
import { CodedError, staleVersion, UnitOfWork } from '@shortlist/platform';
import type { Principal } from '@shortlist/platform';
import { AccountRepository } from '../persistence/account.repository.js';

/** Changes the caller's own profile. */
@Injectable()
export class ChangeAccount {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountRepository,
  ) {}

  async execute(caller: Principal, expectedVersion: number, changes: { readonly name: string }): Promise<void> {
    await this.unitOfWork.runAsUser(caller.userId, async (tx) => {
      const user = await this.accounts.lockUser(tx, caller.userId);
      if (!user) throw new CodedError('auth.account_not_found', 'not_found', 'There is no such account.');
      if (user.version !== expectedVersion) throw staleVersion('auth.account_changed');
      await this.accounts.updateUser(tx, { ...user, name: changes.name, version: user.version + 1 });
    });
  }
}
