import { Controller } from '@nestjs/common';
import { screeningsOverriddenV1 } from '@shortlist/contracts';
import type { ScreeningsOverriddenV1 } from '@shortlist/contracts';
import { OnEvent } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';
import { RecordOverride } from '../use-cases/record-override.use-case.js';

@Controller()
export class OnScreeningsOverridden {
  constructor(private readonly recordOverride: RecordOverride) {}

  @OnEvent(screeningsOverriddenV1, 'applications.record_override')
  handle(data: ScreeningsOverriddenV1, { tx }: EventContext): Promise<void> {
    return this.recordOverride.execute(tx, data);
  }
}
