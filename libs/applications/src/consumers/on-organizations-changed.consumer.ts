import { Controller } from '@nestjs/common';
import { organizationsChangedV1 } from '@shortlist/contracts';
import type { OrganizationsChangedV1 } from '@shortlist/contracts';
import { OnEvent } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';

@Controller()
export class OnOrganizationsChanged {
  @OnEvent(organizationsChangedV1, 'applications.copy_organization')
  async handle(organization: OrganizationsChangedV1, { tx, event }: EventContext): Promise<void> {
    await tx.execute(
      `INSERT INTO applications.organization_copies (organization_id, name, version) VALUES ($1, $2, $3)
       ON CONFLICT (organization_id) DO UPDATE SET name = excluded.name, version = excluded.version
         WHERE organization_copies.version < excluded.version`,
      [organization.organizationId, organization.name, event.aggregateversion],
    );
  }
}
