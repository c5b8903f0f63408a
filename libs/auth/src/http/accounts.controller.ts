import { Body, Controller, Get, Post, Put } from '@nestjs/common';
import {
  Caller,
  created,
  Endpoint,
  IfMatch,
  InContext,
  NeverStoreAnswer,
  Public,
  RateLimited,
  SignedIn,
  versioned,
} from '@shortlist/platform';
import type { Answer, Principal } from '@shortlist/platform';
import { ReadAccount } from '../queries/read-account.query.js';
import { ChangeAccount } from '../use-cases/change-account.use-case.js';
import { RegisterOrganization } from '../use-cases/register-organization.use-case.js';
import { AccountChangesDto, AccountDto, RegistrationDto, toAccountDto } from './account.dto.js';

@Controller('auth')
@InContext('auth')
export class AccountsController {
  constructor(
    private readonly registerOrganization: RegisterOrganization,
    private readonly readAccount: ReadAccount,
    private readonly changeAccount: ChangeAccount,
  ) {}

  @Post('register')
  @Public()
  @NeverStoreAnswer()
  @RateLimited({ name: 'auth.register', points: 30, seconds: 60, by: 'ip' })
  @Endpoint({
    summary: 'Register an organization',
    description: 'Creates the organization and its first user, who administers it. Sign in afterwards.',
    answer: { status: 201, dto: AccountDto },
    errors: {
      'auth.email_taken': 'conflict',
      'auth.slug_taken': 'conflict',
      'auth.password_too_common': 'rule',
      'auth.busy': 'unavailable',
    },
  })
  async register(
    @Body() { organization: { name: organizationName, slug = null }, ...person }: RegistrationDto,
  ): Promise<Answer<AccountDto>> {
    const { user, organization } = await this.registerOrganization.execute({ ...person, organizationName, organizationSlug: slug });
    const membership = { organization, role: 'admin' as const };
    return created('/auth/me', toAccountDto({ user, current: membership, memberships: [membership] }), user.version);
  }

  @Get('me')
  @SignedIn()
  @Endpoint({ summary: 'Read your account', answer: { status: 200, dto: AccountDto }, errors: { 'auth.account_not_found': 'not_found' } })
  async read(@Caller() caller: Principal): Promise<Answer<AccountDto>> {
    const account = await this.readAccount.execute(caller);
    return versioned(account.user.version, toAccountDto(account));
  }

  @Put('me')
  @SignedIn()
  @Endpoint({
    summary: 'Change your account',
    answer: { status: 200, dto: AccountDto },
    errors: { 'auth.account_changed': 'stale', 'auth.account_not_found': 'not_found' },
  })
  async change(@Caller() caller: Principal, @IfMatch() version: number, @Body() changes: AccountChangesDto): Promise<Answer<AccountDto>> {
    await this.changeAccount.execute(caller, version, changes);
    return this.read(caller);
  }
}
