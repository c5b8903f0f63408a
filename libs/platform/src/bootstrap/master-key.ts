import { hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DataSource } from 'typeorm';
import { ConfigurationError, defineVariables } from '../config/variables.js';

export const keyVariables = defineVariables('keys', {
  MASTER_KEY_FILE: {
    type: 'text',
    optional: true,
    description:
      'File with the master key, 64 hexadecimal digits, that wraps all data keys. Absent in embedded mode: DATA_DIR/master.key, made on first start.',
  },
});

/** The 32 bytes that wrap every organization's key. Without this file sealed data is lost: back it up apart from the database. */
export function masterKey(file: string | undefined, dataDir: string): Buffer {
  const path = file ?? join(dataDir, 'master.key');
  if (!file && !existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  }
  const text = readFileSync(path, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/i.test(text)) throw new Error(`${path} must hold a master key of 64 hexadecimal digits`);
  return Buffer.from(text, 'hex');
}

/**
 * Refuses to start with another master key than the database was begun with: everything sealed would be unreadable, and events
 * would be given up as damaged.
 */
export async function assertMasterKey(source: DataSource, key: Buffer): Promise<void> {
  const fingerprint = Buffer.from(hkdfSync('sha256', key, '', 'master key fingerprint', 16)).toString('hex');
  await source.query('INSERT INTO platform.master_key (fingerprint) VALUES ($1) ON CONFLICT DO NOTHING', [fingerprint]);
  const [row]: { fingerprint: string }[] = await source.query('SELECT fingerprint FROM platform.master_key');
  if (row?.fingerprint === fingerprint) return;
  throw new ConfigurationError([
    'the master key is not the one of this database: bring back the file that belongs to it (MASTER_KEY_FILE)',
  ]);
}
