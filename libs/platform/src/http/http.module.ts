import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { AccessGuard } from './access/access.guard.js';
import { BearerTokens } from './access/bearer-tokens.js';
import { BearerStrategy } from './access/bearer.strategy.js';
import { Callers } from './access/callers.js';
import { DeclaredPermissions, Permissions } from './access/permissions.js';
import { EnvelopeInterceptor } from './answers/envelope.interceptor.js';
import { ReplyInterceptor } from './answers/reply.interceptor.js';
import { ProblemFilter } from './errors/problem.filter.js';
import { IdempotencyInterceptor } from './idempotency/idempotency.interceptor.js';
import { IdempotentAnswers } from './idempotency/idempotent-answers.js';
import { RateLimitGuard } from './limits/rate-limit.guard.js';
import { FormBodyInterceptor } from './requests/form-body.interceptor.js';
import { ValidationPipe } from './requests/validation.pipe.js';

/**
 * What stands around every route. Needs from global modules: `Environment`, `Logger`, `Cache`, `Keyring`, `RateLimiter`, `HealthChecks`,
 * `Metrics`, `VerificationKeys`, `ApiKeys` and `RevokedSessions`. Guards run in the order below; the first interceptor is the outermost.
 */
@Module({
  imports: [DiscoveryModule],
  providers: [
    BearerStrategy,
    BearerTokens,
    Callers,
    IdempotentAnswers,
    { provide: Permissions, useClass: DeclaredPermissions },
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_GUARD, useClass: RateLimitGuard },
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_INTERCEPTOR, useClass: ReplyInterceptor },
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
    { provide: APP_INTERCEPTOR, useClass: EnvelopeInterceptor },
    { provide: APP_INTERCEPTOR, useClass: FormBodyInterceptor },
    { provide: APP_PIPE, useClass: ValidationPipe },
  ],
  exports: [Permissions],
})
export class HttpModule {}
