import { Body, Controller, Post } from '@nestjs/common';
import { created, Endpoint, InContext, NeverStoreAnswer, Requires, StaffCaller } from '@shortlist/platform';
import type { Answer, StaffPrincipal } from '@shortlist/platform';
import { CreateUser } from '../use-cases/create-user.use-case.js';
import { NewUserDto, toUserDto, UserDto } from './account.dto.js';

@Controller('admin/users')
@InContext('auth')
export class UsersController {
  constructor(private readonly createUser: CreateUser) {}

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
