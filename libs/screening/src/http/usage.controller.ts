import { Controller, Get, Query } from '@nestjs/common';
import { Endpoint, InContext, Requires, StaffCaller } from '@shortlist/platform';
import type { StaffPrincipal } from '@shortlist/platform';
import { ReadUsage } from '../queries/read-usage.query.js';
import { UsageDto, UsageQueryDto, toUsageDto } from './usage.dto.js';

@InContext('screening')
@Controller('screening/usage')
export class UsageController {
  constructor(private readonly readUsage: ReadUsage) {}

  @Get()
  @Requires('model_usage:read')
  @Endpoint({
    summary: 'Read what models were used for, and what it cost',
    description:
      'Calls, tokens, cost and latency in total, per model and per day (UTC), the last 30 days unless asked for others; how many questions the cache, a call under way or the rules answered; and what the running hour and day have spent of their budgets.',
    answer: { status: 200, dto: UsageDto },
    errors: { 'screening.usage_period_invalid': 'rule' },
  })
  async read(@StaffCaller() caller: StaffPrincipal, @Query() query: UsageQueryDto): Promise<UsageDto> {
    return toUsageDto(await this.readUsage.execute(caller, query));
  }
}
