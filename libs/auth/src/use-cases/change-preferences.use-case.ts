import { Injectable } from '@nestjs/common';
import { UnitOfWork, actorOf, staleVersion } from '@shortlist/platform';
import type { Principal } from '@shortlist/platform';
import { accountNotFound } from '../domain/auth.errors.js';
import { assertPreferences } from '../domain/preferences.js';
import type { Preferences } from '../domain/preferences.js';
import { AccountRepository } from '../persistence/account.repository.js';
import { AnnounceUser } from './announce-user.use-case.js';

/** Replaces the caller's preferences. Their organizations hear which notifications they want, and nothing else of it. */
@Injectable()
export class ChangePreferences {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly announceUser: AnnounceUser,
  ) {}

  async execute(caller: Principal, expectedVersion: number, preferences: Preferences): Promise<void> {
    assertPreferences(preferences);
    await this.unitOfWork.runAsUser(caller.userId, async (tx) => {
      const user = await this.accounts.lockUser(tx, caller.userId);
      if (!user) throw accountNotFound();
      if (user.version !== expectedVersion) throw staleVersion('auth.account_changed');
      const changed = { ...user, version: user.version + 1 };
      await this.accounts.updateUser(tx, changed);
      await this.accounts.upsertPreferences(tx, caller.userId, preferences);
      const mutedNotifications = [...preferences.mutedNotifications];
      for (const { organization, role } of await this.accounts.membershipsOf(tx, caller.userId)) {
        await this.announceUser.execute(tx, changed, { organizationId: organization.id, role, actor: actorOf(caller), mutedNotifications });
      }
    });
  }
}
