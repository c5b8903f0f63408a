import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CodedError, RateLimiter } from '@shortlist/platform';
import type { RatePolicy } from '@shortlist/platform';

/** Counted per account and address together: guessing from elsewhere never locks the owner out. */
const POLICY: RatePolicy = { name: 'auth.log_in_attempts', points: 20, seconds: 15 * 60, by: 'ip' };

/** Bounds guessing at one account. Counts before the account is looked up, so that it says nothing about whether there is one. */
@Injectable()
export class LogInAttempts {
  constructor(private readonly limiter: RateLimiter) {}

  async count(email: string, ip: string): Promise<void> {
    const key = createHash('sha256').update(`${email}\n${ip}`).digest('base64url');
    const { allowed, resetSeconds } = await this.limiter.consume(POLICY, key);
    if (allowed) return;
    throw new CodedError('auth.too_many_attempts', 'rate_limited', 'Too many attempts to sign in to this account from here.', {
      retryAfterSeconds: resetSeconds,
    });
  }
}
