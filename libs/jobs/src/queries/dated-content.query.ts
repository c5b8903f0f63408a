import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Cache, Clock, isCacheUnavailable } from '@shortlist/platform';

const KEPT_SECONDS = 30 * 24 * 3_600;

interface Seen {
  readonly hash: string;
  /** Unix milliseconds. */
  readonly since: number;
}

/**
 * Since when what the public is shown is as it is. No row tells: a job that closes leaves a feed and no trace in it, and a page changes with the name of its organization. So the
 * time is that at which this content was seen first, rounded up to the next whole second, within which somebody may have read the content before.
 * A cache that forgets makes content newer than it is, and costs an answer that could have been 304.
 */
@Injectable()
export class DatedContent {
  constructor(
    private readonly cache: Cache,
    private readonly clock: Clock,
  ) {}

  async since(place: string, content: string): Promise<Date> {
    const hash = createHash('sha256').update(content).digest('base64url');
    const key = `jobs:public:seen:${createHash('sha256').update(place).digest('base64url')}`;
    const now = Math.floor(this.clock.now().getTime() / 1_000) * 1_000 + 1_000;
    try {
      const known = await this.cache.get(key);
      const seen = known === null ? null : (JSON.parse(known) as Seen);
      if (seen?.hash === hash) return new Date(seen.since);
      await this.cache.set(key, JSON.stringify({ hash, since: now } satisfies Seen), KEPT_SECONDS);
    } catch (error) {
      if (!isCacheUnavailable(error)) throw error;
    }
    return new Date(now);
  }
}
