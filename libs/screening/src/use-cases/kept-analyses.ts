import { Injectable } from '@nestjs/common';
import { Cache, Keyring, isCacheUnavailable, organizationKey } from '@shortlist/platform';
import type { CvAnalysis } from '../domain/cv-analysis.js';

const KEPT_SECONDS = 3_600;
/** The cache takes a mebibyte; sealed, a character can become four bytes. */
const MOST_KEPT = 250_000;

/** Analyses of the last hour, sealed under the organization's key. Without the cache every file is read anew. */
@Injectable()
export class KeptAnalyses {
  constructor(
    private readonly cache: Cache,
    private readonly keyring: Keyring,
  ) {}

  async find(organizationId: string, key: string): Promise<CvAnalysis | null> {
    try {
      const sealed = await this.cache.get(key);
      return sealed === null ? null : (JSON.parse(await this.keyring.open(organizationId, key, sealed)) as CvAnalysis);
    } catch (error) {
      if (isCacheUnavailable(error)) return null;
      throw error;
    }
  }

  async keep(organizationId: string, key: string, analysis: CvAnalysis): Promise<void> {
    const text = JSON.stringify(analysis);
    if (text.length > MOST_KEPT) return;
    try {
      await this.cache.set(key, await this.keyring.seal(organizationId, organizationKey, key, text), KEPT_SECONDS);
    } catch (error) {
      if (!isCacheUnavailable(error)) throw error;
    }
  }
}
