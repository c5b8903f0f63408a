import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@shortlist/platform';
import { accountNotFound } from '../domain/auth.errors.js';
import type { Preferences } from '../domain/preferences.js';
import { AccountRepository } from '../persistence/account.repository.js';

/** The caller's own preferences, under the version of the account. */
@Injectable()
export class ReadPreferences {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountRepository,
  ) {}

  execute(userId: string): Promise<{ readonly version: number; readonly preferences: Preferences }> {
    return this.unitOfWork.runAsUser(userId, async (tx) => {
      const user = await this.accounts.findUser(tx, userId);
      if (!user) throw accountNotFound();
      return { version: user.version, preferences: await this.accounts.preferencesOf(tx, userId) };
    });
  }
}
