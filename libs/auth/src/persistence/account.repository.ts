import { Injectable } from '@nestjs/common';
import type { MemberRole } from '@shortlist/contracts';
import { isConflict } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import { emailTaken, slugTaken } from '../domain/auth.errors.js';
import type { Membership, Organization } from '../domain/membership.js';
import { DEFAULT_PREFERENCES } from '../domain/preferences.js';
import type { Preferences } from '../domain/preferences.js';
import type { User } from '../domain/user.js';
import { MembershipEntity } from './membership.entity.js';
import { OrganizationEntity } from './organization.entity.js';
import { UserEntity } from './user.entity.js';

/** What a log-in starts from. */
export interface LogInRow {
  readonly userId: string;
  readonly passwordHash: string;
}

/** People, organizations and who belongs where. */
@Injectable()
export class AccountRepository {
  /** By address, before a tenant or a person is known. */
  async findLogIn(tx: Tx, email: string): Promise<LogInRow | null> {
    const [row] = await tx.query<{ user_id: string; password_hash: string }>('SELECT user_id, password_hash FROM auth.find_login($1)', [
      email,
    ]);
    return row ? { userId: row.user_id, passwordHash: row.password_hash } : null;
  }

  /** Visible to the person themselves and, inside an organization, for its members. */
  findUser(tx: Tx, id: string): Promise<User | null> {
    return tx.manager.findOneBy(UserEntity, { id });
  }

  /** As `findUser`, kept from changing until the transaction ends. */
  lockUser(tx: Tx, id: string): Promise<User | null> {
    return tx.manager.findOne(UserEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** The person's organizations, the one they joined first in front. */
  async membershipsOf(tx: Tx, userId: string): Promise<Membership[]> {
    const rows = await tx.manager.find(MembershipEntity, {
      where: { userId },
      relations: { organization: true },
      order: { organizationId: 'ASC' },
    });
    return rows.map(({ organization: { id, name, slug }, role }) => ({ organization: { id, name, slug }, role }));
  }

  async insertOrganization(tx: Tx, organization: Organization): Promise<void> {
    await tx.manager.insert(OrganizationEntity, { ...organization, version: 1 }).catch((error: unknown) => {
      throw isConflict(error, 'organizations_slug') ? slugTaken() : error;
    });
  }

  async insertUser(tx: Tx, { id, email, name, version }: User, passwordHash: string): Promise<void> {
    await tx.manager.insert(UserEntity, { id, email, name, version, passwordHash }).catch((error: unknown) => {
      throw isConflict(error, 'users_email') ? emailTaken() : error;
    });
  }

  async insertMembership(tx: Tx, organizationId: string, userId: string, role: MemberRole): Promise<void> {
    await tx.manager.insert(MembershipEntity, { organizationId, userId, role });
  }

  async updateUser(tx: Tx, { id, name, version }: User): Promise<void> {
    await tx.manager.update(UserEntity, { id }, { name, version });
  }

  /** What the person set, and the defaults for what was added since. */
  async preferencesOf(tx: Tx, userId: string): Promise<Preferences> {
    const [row] = await tx.query<{ preferences: Partial<Preferences> }>(
      'SELECT preferences FROM auth.user_preferences WHERE user_id = $1',
      [userId],
    );
    return { ...DEFAULT_PREFERENCES, ...row?.preferences };
  }

  async upsertPreferences(tx: Tx, userId: string, preferences: Preferences): Promise<void> {
    await tx.execute(
      `INSERT INTO auth.user_preferences (user_id, preferences) VALUES ($1, $2)
       ON CONFLICT (user_id) DO UPDATE SET preferences = excluded.preferences`,
      [userId, JSON.stringify(preferences)],
    );
  }

  async updatePasswordHash(tx: Tx, id: string, passwordHash: string): Promise<void> {
    await tx.manager.update(UserEntity, { id }, { passwordHash });
  }
}
