import { readFileSync } from 'node:fs';

/** The operating system account that runs PostgreSQL, which refuses to run as root. */
export interface ServerAccount {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * Null when this process is not root: PostgreSQL then runs as the same user. As root: the account `postgres` where the
 * system has one, else `nobody`.
 */
export function serverAccount(passwd = readPasswd(), currentUid = process.getuid?.() ?? -1): ServerAccount | null {
  if (currentUid !== 0) return null;
  const account = find(passwd, 'postgres') ?? find(passwd, 'nobody');
  if (!account)
    throw new Error(
      'PostgreSQL refuses to run as root and this system has no account "postgres" or "nobody": run Shortlist as an ordinary user',
    );
  return account;
}

function find(passwd: string, name: string): ServerAccount | null {
  const fields = passwd
    .split('\n')
    .find((line) => line.startsWith(`${name}:`))
    ?.split(':');
  return fields ? { name, uid: Number(fields[2]), gid: Number(fields[3]) } : null;
}

function readPasswd(): string {
  try {
    return readFileSync('/etc/passwd', 'utf8');
  } catch {
    return '';
  }
}
