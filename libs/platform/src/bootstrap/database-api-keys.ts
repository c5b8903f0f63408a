import { LRUCache } from 'lru-cache';
import type { DataSource } from 'typeorm';
import { CodedError } from '../errors/coded-error.js';
import { ApiKeys, isApiKey } from '../http/access/api-keys.js';
import type { ApiKeyGrant } from '../http/access/api-keys.js';
import { apiKeyHash } from '../keys/api-key-hash.js';
import type { SigningSecret } from '../keys/signing-secret.js';

/** Half of what revocation may take, so that a slow look-up still keeps the promise. */
const FRESH_MS = 30_000;
/** A secret that is unknown is looked up at most this often, so that guesses repeated cannot load the database. */
const UNKNOWN_FRESH_MS = 5_000;
const MOST_KEYS = 5_000;

interface Row {
  readonly api_key_id: string;
  readonly organization_id: string;
  readonly scopes: string[];
  readonly expires_at: Date | null;
}

/** The keys that auth publishes in `platform.api_key_secrets`, remembered by hash for half a minute. */
export class DatabaseApiKeys extends ApiKeys {
  private readonly known: LRUCache<string, Promise<ApiKeyGrant | null>>;

  constructor(
    private readonly source: Pick<DataSource, 'query'>,
    private readonly secret: SigningSecret,
    /** Milliseconds of a clock that never goes back. */
    now: () => number = () => performance.now(),
  ) {
    super();
    this.known = new LRUCache({ max: MOST_KEYS, ttlResolution: 0, perf: { now } });
  }

  override async find(secret: string): Promise<ApiKeyGrant | null> {
    if (!isApiKey(secret)) return null;
    const hash = apiKeyHash(this.secret, secret);
    const name = hash.toString('base64');
    const known = this.known.get(name);
    if (known) return known;
    const lookUp = this.lookUp(name, hash);
    this.known.set(name, lookUp, { ttl: UNKNOWN_FRESH_MS });
    return lookUp;
  }

  private async lookUp(name: string, hash: Buffer): Promise<ApiKeyGrant | null> {
    try {
      const [row]: Row[] = await this.source.query('SELECT * FROM platform.find_api_key($1)', [hash]);
      if (!row) return null;
      const grant = { apiKeyId: row.api_key_id, organizationId: row.organization_id, scopes: row.scopes };
      const leftMs = row.expires_at ? row.expires_at.getTime() - Date.now() : FRESH_MS;
      this.known.set(name, Promise.resolve(grant), { ttl: Math.max(1, Math.min(FRESH_MS, leftMs)) });
      return grant;
    } catch (error) {
      this.known.delete(name);
      throw new CodedError('http.keys_unavailable', 'unavailable', 'API keys cannot be checked right now.', { cause: error });
    }
  }
}
