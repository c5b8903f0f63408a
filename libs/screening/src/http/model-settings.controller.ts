import { Body, Controller, Get, Put } from '@nestjs/common';
import { Endpoint, IfMatch, InContext, Requires, StaffCaller, versioned } from '@shortlist/platform';
import type { Answer, StaffPrincipal } from '@shortlist/platform';
import { ReadModelSettings } from '../queries/read-model-settings.query.js';
import { ChangeModelSettings } from '../use-cases/change-model-settings.use-case.js';
import { ModelSettingsChangeDto, ModelSettingsDto, modelSettingsOf, toModelSettingsDto } from './model-settings.dto.js';

/** Which models an organization lets see its candidates' data. The platform's port of models holds every context to it. */
@InContext('screening')
@Controller('settings/models')
export class ModelSettingsController {
  constructor(
    private readonly readModelSettings: ReadModelSettings,
    private readonly changeModelSettings: ChangeModelSettings,
  ) {}

  @Get()
  @Requires('model_settings:read')
  @Endpoint({ summary: 'Read which models may be asked, and what they may cost', answer: { status: 200, dto: ModelSettingsDto } })
  async read(@StaffCaller() caller: StaffPrincipal): Promise<Answer<ModelSettingsDto>> {
    const overview = await this.readModelSettings.execute(caller);
    return versioned(overview.settings.version, toModelSettingsDto(overview));
  }

  @Put()
  @Requires('model_settings:write')
  @Endpoint({
    summary: 'Set which models may be asked, and what they may cost',
    description:
      'Holds for every call that is made a moment later, whatever criteria ask for: instead of a provider that is not allowed the next one is asked, at last the rules, and the record says so.',
    answer: { status: 200, dto: ModelSettingsDto },
    errors: { 'models.settings_changed': 'stale', 'models.budget_above_installation': 'rule' },
  })
  async change(
    @StaffCaller() caller: StaffPrincipal,
    @IfMatch() version: number,
    @Body() body: ModelSettingsChangeDto,
  ): Promise<Answer<ModelSettingsDto>> {
    await this.changeModelSettings.execute(caller, modelSettingsOf(body, version));
    return this.read(caller);
  }
}
