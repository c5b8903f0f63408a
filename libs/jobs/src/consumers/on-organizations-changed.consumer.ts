import { Controller } from '@nestjs/common';
import { organizationsChangedV1 } from '@shortlist/contracts';
import type { OrganizationsChangedV1 } from '@shortlist/contracts';
import { OnEvent } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';
import { OrganizationCopyRepository } from '../persistence/organization-copy.repository.js';

/** Keeps the name under which an organization's jobs are published. */
@Controller()
export class OnOrganizationsChanged {
  constructor(private readonly organizations: OrganizationCopyRepository) {}

  @OnEvent(organizationsChangedV1, 'jobs.copy_organization')
  handle({ organizationId, name, slug }: OrganizationsChangedV1, { tx, event }: EventContext): Promise<void> {
    return this.organizations.store(tx, { organizationId, name, slug, version: event.aggregateversion ?? 0 });
  }
}
