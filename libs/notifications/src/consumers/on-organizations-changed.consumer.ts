import { Controller } from '@nestjs/common';
import { OrganizationsChangedV1, organizationsChangedV1 } from '@shortlist/contracts';
import { OnEvent } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';
import { CopiesRepository } from '../persistence/copies.repository.js';

/** Keeps the names of organizations. */
@Controller()
export class OnOrganizationsChanged {
  constructor(private readonly copies: CopiesRepository) {}

  @OnEvent(organizationsChangedV1, 'notifications.on_organizations_changed')
  async handle({ name }: OrganizationsChangedV1, { tx, event, organizationId }: EventContext): Promise<void> {
    await this.copies.saveOrganization(tx, organizationId, name, event.aggregateversion ?? 0);
  }
}
