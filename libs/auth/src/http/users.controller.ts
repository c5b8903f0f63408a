import { Body, Controller, Get, Post } from '@nestjs/common';
import { created, Endpoint, IdParam, InContext, NeverStoreAnswer, Requires, StaffCaller, versioned } from '@shortlist/platform';
import type { Answer, StaffPrincipal } from '@shortlist/platform';
import { ReadMember } from '../queries/read-member.query.js';
import { CreateUser } from '../use-cases/create-user.use-case.js';
import { NewUserDto, toUserDto, UserDto } from './account.dto.js';

@Controller('admin/users')
@InContext('auth')
export class UsersController {
  constructor(
    private readonly createUser: CreateUser,
    private readonly readMember: ReadMember,
  ) {}

  @Get(':id')
  @Requires('user:read')
  @Endpoint({
    summary: 'Read a user',
    description: 'A member of your own organization.',
    answer: { status: 200, dto: UserDto },
    errors: { 'auth.account_not_found': 'not_found' },
  })
  async read(@StaffCaller() { organizationId }: StaffPrincipal, @IdParam() id: string): Promise<Answer<UserDto>> {
    const { user, role } = await this.readMember.execute(organizationId, id);
    return versioned(user.version, toUserDto(user, role));
  }

  @Post()
  @Requires('user:create')
  @NeverStoreAnswer()
  @Endpoint({
    summary: 'Create a user',
    description: 'Creates an account with a role in your own organization.',
    answer: { status: 201, dto: UserDto },
    errors: { 'auth.email_taken': 'conflict', 'auth.password_too_common': 'rule', 'auth.busy': 'unavailable' },
  })
  async create(@StaffCaller() actor: StaffPrincipal, @Body() body: NewUserDto): Promise<Answer<UserDto>> {
    const user = await this.createUser.execute(actor, body);
    return created(`/admin/users/${user.id}`, toUserDto(user, body.role), user.version);
  }
}
