import { Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { CodedError } from '../../errors/coded-error.js';
import { ACCESS } from './access.js';
import type { Access } from './access.js';
import { Callers } from './callers.js';

/** Lets a request through only as far as its route says. A route that says nothing lets nobody through, and does not boot either. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly callers: Callers,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [context.getHandler(), context.getClass()]);
    if (!access) throw new CodedError('http.forbidden', 'forbidden', 'This is not allowed.');
    const principal = await this.callers.of(context);
    if (access.kind === 'permission' && !principal?.permissions.has(access.permission)) {
      throw new CodedError('http.permission_missing', 'forbidden', `The permission ${access.permission} is missing.`);
    }
    return true;
  }
}
