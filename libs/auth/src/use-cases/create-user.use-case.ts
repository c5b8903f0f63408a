import { Injectable } from '@nestjs/common';
import type { MemberRole } from '@shortlist/contracts';
import { actorOf, newId, UnitOfWork } from '@shortlist/platform';
import type { StaffPrincipal } from '@shortlist/platform';
import { PasswordHasher } from '../credentials/password-hasher.js';
import { normalizeEmail } from '../domain/email-address.js';
import { assertPasswordAllowed } from '../domain/password.js';
import type { User } from '../domain/user.js';
import { AccountRepository } from '../persistence/account.repository.js';
import { AnnounceUser } from './announce-user.use-case.js';

export interface NewUser {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly role: MemberRole;
}

/** Creates an account with a role in the administrator's own organization. */
@Injectable()
export class CreateUser {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly hasher: PasswordHasher,
    private readonly announceUser: AnnounceUser,
  ) {}

  async execute(actor: StaffPrincipal, input: NewUser): Promise<User> {
    const user: User = { id: newId(), email: normalizeEmail(input.email), name: input.name, version: 1 };
    assertPasswordAllowed(input.password, user.email);
    const passwordHash = await this.hasher.hash(input.password);
    return this.unitOfWork.run({ organizationId: actor.organizationId }, async (tx) => {
      await this.accounts.insertUser(tx, user, passwordHash);
      await this.accounts.insertMembership(tx, actor.organizationId, user.id, input.role);
      await this.announceUser.execute(tx, user, { organizationId: actor.organizationId, role: input.role, actor: actorOf(actor) });
      return user;
    });
  }
}
