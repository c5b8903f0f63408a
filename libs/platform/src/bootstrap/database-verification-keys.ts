import type { DataSource } from 'typeorm';
import { VerificationKeys } from '../http/access/verification-keys.js';

const FRESH_MS = 60_000;
/** A key id that is unknown is looked up at most this often, so that forged tokens cannot load the database. */
const UNKNOWN_FRESH_MS = 5_000;

/** The keys that auth publishes in `platform.verification_keys`; kept in memory, so a request does no I/O for them. */
export class DatabaseVerificationKeys extends VerificationKeys {
  private keys = new Map<string, string>();
  private loadedAt = 0;
  private loading: Promise<void> | null = null;

  constructor(private readonly source: DataSource) {
    super();
  }

  async keyFor(kid: string): Promise<string | null> {
    const age = Date.now() - this.loadedAt;
    if (age > FRESH_MS || (age > UNKNOWN_FRESH_MS && !this.keys.has(kid)) || this.loadedAt === 0) {
      this.loading ??= this.load().finally(() => (this.loading = null));
      await this.loading;
    }
    return this.keys.get(kid) ?? null;
  }

  private async load(): Promise<void> {
    const rows: { kid: string; public_key: string }[] = await this.source.query(
      'SELECT kid, public_key FROM platform.verification_keys WHERE expires_at > now()',
    );
    this.keys = new Map(rows.map((row) => [row.kid, row.public_key]));
    this.loadedAt = Date.now();
  }
}
