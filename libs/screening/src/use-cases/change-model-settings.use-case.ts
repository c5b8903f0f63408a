import { Injectable } from '@nestjs/common';
import { ModelLedger } from '@shortlist/platform';
import type { ChangedModelSettings, StaffPrincipal } from '@shortlist/platform';

/** Sets which models may see the data of the caller's organization, whichever context asks them, and what they may cost. */
@Injectable()
export class ChangeModelSettings {
  constructor(private readonly ledger: ModelLedger) {}

  /** In the place of the version that the caller saw. Throws `models.settings_changed`, `models.budget_above_installation`. */
  async execute({ organizationId, userId }: StaffPrincipal, settings: Omit<ChangedModelSettings, 'updatedBy'>): Promise<void> {
    await this.ledger.changeSettings(organizationId, { ...settings, updatedBy: userId });
  }
}
