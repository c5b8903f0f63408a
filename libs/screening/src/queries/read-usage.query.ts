import { Injectable } from '@nestjs/common';
import { Clock, ModelLedger } from '@shortlist/platform';
import type { ModelUsage, StaffPrincipal } from '@shortlist/platform';
import { usagePeriod } from '../domain/usage-period.js';

/** What the caller's organization used models for, whichever context asked them, from the ledger of calls. */
@Injectable()
export class ReadUsage {
  constructor(
    private readonly ledger: ModelLedger,
    private readonly clock: Clock,
  ) {}

  /** Throws `screening.usage_period_invalid`. */
  execute(caller: StaffPrincipal, asked: { readonly from?: string; readonly to?: string }): Promise<ModelUsage> {
    return this.ledger.usage(caller.organizationId, usagePeriod(asked, this.clock.now()));
  }
}
