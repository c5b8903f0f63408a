import { Body, Controller, Get, Put } from '@nestjs/common';
import { Caller, Endpoint, IfMatch, InContext, SignedIn, versioned } from '@shortlist/platform';
import type { Answer, Principal } from '@shortlist/platform';
import { ReadPreferences } from '../queries/read-preferences.query.js';
import { ChangePreferences } from '../use-cases/change-preferences.use-case.js';
import { PreferencesDto, toPreferencesDto } from './preferences.dto.js';

@Controller('auth/me/preferences')
@InContext('auth')
export class PreferencesController {
  constructor(
    private readonly readPreferences: ReadPreferences,
    private readonly changePreferences: ChangePreferences,
  ) {}

  @Get()
  @SignedIn()
  @Endpoint({
    summary: 'Read your preferences',
    answer: { status: 200, dto: PreferencesDto },
    errors: { 'auth.account_not_found': 'not_found' },
  })
  async read(@Caller() caller: Principal): Promise<Answer<PreferencesDto>> {
    const { version, preferences } = await this.readPreferences.execute(caller.userId);
    return versioned(version, toPreferencesDto(preferences));
  }

  @Put()
  @SignedIn()
  @Endpoint({
    summary: 'Set your preferences',
    description: 'They share the version of your account: send the ETag of either.',
    answer: { status: 200, dto: PreferencesDto },
    errors: { 'auth.account_changed': 'stale', 'auth.account_not_found': 'not_found', 'auth.preference_unknown': 'rule' },
  })
  async change(@Caller() caller: Principal, @IfMatch() version: number, @Body() body: PreferencesDto): Promise<Answer<PreferencesDto>> {
    await this.changePreferences.execute(caller, version, body);
    return this.read(caller);
  }
}
