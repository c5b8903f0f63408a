import { Injectable } from '@nestjs/common';
import { userDetailsContext, usersChangedV1 } from '@shortlist/contracts';
import type { MemberRole } from '@shortlist/contracts';
import { Keyring, organizationKey, Outbox } from '@shortlist/platform';
import type { Actor, Tx } from '@shortlist/platform';
import type { User } from '../domain/user.js';

/** Where a person belongs, and who changed what is known of them there. */
export interface ChangedMembership {
  readonly organizationId: string;
  readonly role: MemberRole;
  readonly actor: Actor;
  /** Absent where the preferences stay as they are. */
  readonly mutedNotifications?: string[];
}

/** Tells the contexts of an organization the newest state of one of its members. */
@Injectable()
export class AnnounceUser {
  constructor(
    private readonly outbox: Outbox,
    private readonly keyring: Keyring,
  ) {}

  async execute(tx: Tx, { id: userId, name, email, version }: User, membership: ChangedMembership): Promise<void> {
    const { organizationId, role, actor, mutedNotifications } = membership;
    const details = await this.keyring.seal(organizationId, organizationKey, userDetailsContext(userId), JSON.stringify({ name, email }));
    await this.outbox.append(
      tx,
      usersChangedV1,
      { userId, organizationId, role, details, ...(mutedNotifications && { mutedNotifications }) },
      { organizationId, actor, aggregateVersion: version },
    );
  }
}
