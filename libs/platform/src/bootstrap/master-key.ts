import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { defineVariables } from '../config/variables.js';

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
