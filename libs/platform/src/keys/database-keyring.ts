import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Tx, UnitOfWork } from '../database/unit-of-work.js';
import { CodedError } from '../errors/coded-error.js';
import { isId, newId } from '../ids.js';
import { decrypt, encrypt } from './cipher.js';
import { Keyring, organizationKey } from './keyring.js';
import type { KeyScope } from './keyring.js';

interface DataKey {
  readonly id: string;
  readonly bytes: Buffer;
}

interface KeyRow {
  readonly id: string;
  readonly kind: KeyScope['kind'];
  readonly subject: string;
  readonly wrapped: Buffer | null;
}

const CACHED_KEYS = 20_000;
/** Destroyed keys are forgotten by other processes within this time. */
const CACHE_TTL_MS = 5 * 60_000;

/** Keys in `platform.keys`, cached unwrapped in memory. */
export class DatabaseKeyring extends Keyring {
  private readonly byScope: LRUCache<string, DataKey>;
  private readonly byId: LRUCache<string, DataKey>;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly masterKey: Buffer,
    cacheTtlMs = CACHE_TTL_MS,
  ) {
    super();
    this.byScope = new LRUCache({ max: CACHED_KEYS, ttl: cacheTtlMs });
    this.byId = new LRUCache({ max: CACHED_KEYS, ttl: cacheTtlMs });
    if (masterKey.length !== 32) throw new Error('the master key must have 32 bytes');
  }

  async seal(organizationId: string, scope: KeyScope, context: string, text: string): Promise<string> {
    const key = await this.key(organizationId, scope);
    const sealed = encrypt(key.bytes, associatedData(organizationId, context, key.id), Buffer.from(text, 'utf8'));
    return `v1.${key.id}.${sealed.toString('base64url')}`;
  }

  async open(organizationId: string, context: string, sealed: string): Promise<string> {
    const [opened] = await this.openAll(organizationId, [{ context, sealed }]);
    if (opened === null || opened === undefined) throw destroyed();
    return opened;
  }

  async openAll(
    organizationId: string,
    values: readonly { readonly context: string; readonly sealed: string }[],
  ): Promise<(string | null)[]> {
    const parts = values.map(({ context, sealed }) => ({ context, ...split(sealed) }));
    const missing = [...new Set(parts.map((part) => part.id))].filter((id) => !this.byId.has(`${organizationId}/${id}`));
    if (missing.length > 0) await this.loadByIds(organizationId, missing);
    return parts.map(({ context, id, body }) => {
      const key = this.byId.get(`${organizationId}/${id}`);
      return key ? decrypt(key.bytes, associatedData(organizationId, context, id), body).toString('utf8') : null;
    });
  }

  async prepare(organizationId: string, scopes: readonly KeyScope[]): Promise<void> {
    const missing = [...new Map(scopes.map((scope) => [cacheKey(organizationId, scope), scope])).entries()]
      .filter(([name]) => !this.byScope.has(name))
      .map(([, scope]) => scope);
    if (missing.length === 0) return;
    const wrapping = missing.every((scope) => scope.kind === 'organization') ? null : await this.key(organizationId, organizationKey);
    await this.load(organizationId, missing, wrapping);
  }

  async blindIndex(organizationId: string, field: string, normalised: string): Promise<string> {
    const key = await this.key(organizationId, organizationKey);
    const secret = Buffer.from(hkdfSync('sha256', key.bytes, '', `blind-index:${field}`, 32));
    return createHmac('sha256', secret).update(normalised.normalize('NFC')).digest('hex');
  }

  async destroy(organizationId: string, scope: KeyScope): Promise<boolean> {
    const ids = await this.unitOfWork.run({ organizationId }, (tx) =>
      tx.query<{ id: string }>(
        `WITH destroyed AS (
           UPDATE platform.keys SET wrapped = NULL, destroyed_at = now()
            WHERE organization_id = $1 AND kind = $2 AND subject = $3 AND destroyed_at IS NULL RETURNING id)
         SELECT id FROM destroyed`,
        [organizationId, scope.kind, scope.subject],
      ),
    );
    if (scope.kind === 'organization') this.forgetAll(organizationId);
    this.byScope.delete(cacheKey(organizationId, scope));
    for (const { id } of ids) this.byId.delete(`${organizationId}/${id}`);
    return ids.length > 0;
  }

  private async key(organizationId: string, scope: KeyScope): Promise<DataKey> {
    const name = cacheKey(organizationId, scope);
    const cached = this.byScope.get(name);
    if (cached) return cached;
    await this.prepare(organizationId, [scope]);
    const loaded = this.byScope.get(name);
    if (!loaded) throw destroyed();
    return loaded;
  }

  /** Reads keys, and writes only when one is missing: a request that finds all of them writes nothing. */
  private async load(organizationId: string, scopes: readonly KeyScope[], wrapping: DataKey | null): Promise<void> {
    const rows = await this.unitOfWork.run({ organizationId }, async (tx) => {
      const found = await rowsOf(tx, organizationId, scopes);
      const names = new Set(found.map((row) => cacheKey(organizationId, row)));
      const missing = scopes.filter((scope) => !names.has(cacheKey(organizationId, scope)));
      if (missing.length === 0) return found;
      await this.make(tx, organizationId, missing, wrapping);
      // Whoever won a race for one.
      return [...found, ...(await rowsOf(tx, organizationId, missing))];
    });
    for (const row of rows) this.remember(organizationId, row, wrapping);
  }

  private async make(tx: Tx, organizationId: string, scopes: readonly KeyScope[], wrapping: DataKey | null): Promise<void> {
    const made = scopes.map((scope) => {
      const id = newId();
      return { id, ...scope, wrapped: this.wrap(organizationId, scope.kind, id, wrapping, randomBytes(32)) };
    });
    await tx.execute(
      `INSERT INTO platform.keys (id, organization_id, kind, subject, wrapped)
       SELECT id, $1, kind, subject, wrapped FROM unnest($2::uuid[], $3::text[], $4::text[], $5::bytea[]) AS key(id, kind, subject, wrapped)
       ON CONFLICT DO NOTHING`,
      [organizationId, ...(['id', 'kind', 'subject', 'wrapped'] as const).map((column) => made.map((key) => key[column]))],
    );
  }

  private async loadByIds(organizationId: string, ids: readonly string[]): Promise<void> {
    const rows = await this.unitOfWork.run({ organizationId }, (tx) =>
      tx.query<KeyRow>('SELECT id, kind, subject, wrapped FROM platform.keys WHERE organization_id = $1 AND id = ANY($2::uuid[])', [
        organizationId,
        ids,
      ]),
    );
    const wrapping = rows.every((row) => row.kind === 'organization') ? null : await this.organizationKeyOrNull(organizationId);
    for (const row of rows) if (row.kind === 'organization' || wrapping) this.remember(organizationId, row, wrapping);
  }

  /** Null when it was destroyed, and with it whatever it wraps. */
  private async organizationKeyOrNull(organizationId: string): Promise<DataKey | null> {
    await this.prepare(organizationId, [organizationKey]);
    return this.byScope.get(cacheKey(organizationId, organizationKey)) ?? null;
  }

  private forgetAll(organizationId: string): void {
    for (const cache of [this.byScope, this.byId]) {
      for (const name of cache.keys()) if (name.startsWith(`${organizationId}/`)) cache.delete(name);
    }
  }

  private remember(organizationId: string, row: KeyRow, wrapping: DataKey | null): void {
    if (!row.wrapped) return;
    const parent = row.kind === 'organization' ? this.masterKey : wrapping?.bytes;
    if (!parent) throw new Error('a data key needs the key of its organization');
    const key = { id: row.id, bytes: unwrap(parent, `${organizationId}|${row.kind}|${row.id}`, row.wrapped) };
    this.byScope.set(cacheKey(organizationId, row), key);
    this.byId.set(`${organizationId}/${row.id}`, key);
  }

  private wrap(organizationId: string, kind: KeyScope['kind'], id: string, wrapping: DataKey | null, bytes: Buffer): Buffer {
    const parent = kind === 'organization' ? this.masterKey : wrapping?.bytes;
    if (!parent) throw new Error('a data key needs the key of its organization');
    return encrypt(parent, `${organizationId}|${kind}|${id}`, bytes);
  }
}

function rowsOf(tx: Tx, organizationId: string, scopes: readonly KeyScope[]): Promise<KeyRow[]> {
  return tx.query<KeyRow>(
    `SELECT id, kind, subject, wrapped FROM platform.keys
      WHERE organization_id = $1 AND (kind, subject) IN (SELECT * FROM unnest($2::text[], $3::text[]))`,
    [organizationId, scopes.map((scope) => scope.kind), scopes.map((scope) => scope.subject)],
  );
}

/** A wrapped key that does not open is a fault of the installation, not of a value: nothing may be given up for it. */
function unwrap(parent: Buffer, associated: string, wrapped: Buffer): Buffer {
  try {
    return decrypt(parent, associated, wrapped);
  } catch (cause) {
    throw new Error('the master key is not the one that this database was sealed with', { cause });
  }
}

function split(sealed: string): { id: string; body: Buffer } {
  const [version, id, body] = sealed.split('.');
  if (version !== 'v1' || !isId(id) || !body) throw new CodedError('keys.not_authentic', 'rule', 'The value is not a sealed value.');
  const bytes = Buffer.from(body, 'base64url');
  if (bytes.toString('base64url') !== body) throw new CodedError('keys.not_authentic', 'rule', 'The value is not a sealed value.');
  return { id, body: bytes };
}

const cacheKey = (organizationId: string, scope: KeyScope): string => `${organizationId}/${scope.kind}/${scope.subject}`;
const associatedData = (organizationId: string, context: string, keyId: string): string => `${organizationId}|${context}|${keyId}`;
const destroyed = (): CodedError =>
  new CodedError('keys.destroyed', 'not_found', 'The key of this value was destroyed; the value cannot be read any more.');
