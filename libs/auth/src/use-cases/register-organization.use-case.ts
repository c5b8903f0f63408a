import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { organizationsChangedV1 } from '@shortlist/contracts';
import { CodedError, newId, Outbox, UnitOfWork } from '@shortlist/platform';
import { PasswordHasher } from '../credentials/password-hasher.js';
import { normalizeEmail } from '../domain/email-address.js';
import type { Organization } from '../domain/membership.js';
import { assertPasswordAllowed } from '../domain/password.js';
import { slugOf } from '../domain/slug.js';
import type { User } from '../domain/user.js';
import { AccountRepository } from '../persistence/account.repository.js';
import { AnnounceUser } from './announce-user.use-case.js';

export interface Registration {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly organizationName: string;
  /** Derived from the name unless given. */
  readonly organizationSlug: string | null;
}

export interface Registered {
  readonly user: User;
  readonly organization: Organization;
}

/** Creates an organization with its first user, who administers it. */
@Injectable()
export class RegisterOrganization {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly accounts: AccountRepository,
    private readonly hasher: PasswordHasher,
    private readonly announceUser: AnnounceUser,
  ) {}

  async execute(input: Registration): Promise<Registered> {
    const user: User = { id: newId(), email: normalizeEmail(input.email), name: input.name, version: 1 };
    assertPasswordAllowed(input.password, user.email);
    const passwordHash = await this.hasher.hash(input.password);
    const organization = { id: newId(), name: input.organizationName };
    if (input.organizationSlug !== null) return this.create({ ...organization, slug: input.organizationSlug }, user, passwordHash);
    const slug = slugOf(input.organizationName);
    try {
      return await this.create({ ...organization, slug }, user, passwordHash);
    } catch (error) {
      if (!(error instanceof CodedError && error.code === 'auth.slug_taken')) throw error;
      return this.create({ ...organization, slug: `${slug}-${randomBytes(4).toString('hex')}` }, user, passwordHash);
    }
  }

  private create(organization: Organization, user: User, passwordHash: string): Promise<Registered> {
    return this.unitOfWork.run({ organizationId: organization.id, userId: user.id }, async (tx) => {
      await this.accounts.insertUser(tx, user, passwordHash);
      await this.accounts.insertOrganization(tx, organization);
      await this.accounts.insertMembership(tx, organization.id, user.id, 'admin');
      const { id: organizationId, name, slug } = organization;
      const actor = { kind: 'user', id: user.id } as const;
      await this.outbox.append(tx, organizationsChangedV1, { organizationId, name, slug }, { organizationId, actor, aggregateVersion: 1 });
      await this.announceUser.execute(tx, user, { organizationId, role: 'admin', actor });
      return { user, organization };
    });
  }
}
