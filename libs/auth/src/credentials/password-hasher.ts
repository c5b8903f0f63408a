import { hash, parseOptions, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { CodedError, Semaphore } from '@shortlist/platform';

/** Argon2id with the least that OWASP ASVS 5.0 accepts: 19 MiB and two passes, some 70 ms of one core. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const HASHES_AT_ONCE = 2;
/** About three seconds of work; whoever comes then is told to come back. */
const MOST_WAITING = 64;

/** Hashes and checks passwords, a few at a time: hashing is expensive on purpose, which must not let log-ins starve everything else. */
@Injectable()
export class PasswordHasher {
  private readonly semaphore = new Semaphore(HASHES_AT_ONCE);
  private waiting = 0;
  /** Made at once: the first unknown address must take no longer than later ones. */
  private readonly decoy = hash('no account has this password', PARAMETERS);

  /** The hash to store, with its parameters and salt in it (PHC format). */
  hash(password: string): Promise<string> {
    return this.queued(() => hash(normalized(password), PARAMETERS));
  }

  /** Whether the password fits. Without a hash it takes as long and says no. */
  async verify(stored: string | null, password: string): Promise<boolean> {
    const against = stored ?? (await this.decoy);
    const fits = await this.queued(() => verify(against, normalized(password)));
    return fits && stored !== null;
  }

  /** Whether the hash was made with other parameters than today's. */
  isOutdated(stored: string): boolean {
    const { memoryCost, timeCost, parallelism } = parseOptions(stored);
    return memoryCost !== PARAMETERS.memoryCost || timeCost !== PARAMETERS.timeCost || parallelism !== PARAMETERS.parallelism;
  }

  private async queued<T>(work: () => Promise<T>): Promise<T> {
    if (this.waiting >= MOST_WAITING) {
      throw new CodedError('auth.busy', 'unavailable', 'Too many people are signing in right now.', { retryAfterSeconds: 2 });
    }
    this.waiting += 1;
    try {
      return await this.semaphore.run(work);
    } finally {
      this.waiting -= 1;
    }
  }
}

/** One spelling for what keyboards enter in several (NIST SP 800-63B, 5.1.1.2). */
function normalized(password: string): string {
  return password.normalize('NFKC');
}
