import { Injectable } from '@nestjs/common';
import { ModelLedger } from '@shortlist/platform';
import type { ModelSettingsOverview, StaffPrincipal } from '@shortlist/platform';

/** Which models the caller's organization allows, and what the installation has. */
@Injectable()
export class ReadModelSettings {
  constructor(private readonly ledger: ModelLedger) {}

  execute({ organizationId }: StaffPrincipal): Promise<ModelSettingsOverview> {
    return this.ledger.overview(organizationId);
  }
}
