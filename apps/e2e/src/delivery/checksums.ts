import { asSuperuser, schemasOf } from '../superuser.js';

/** Whose content a replay may change, and why. */
export const BOOKKEEPING: Readonly<Record<string, string>> = {
  'platform.log_offsets': 'how far each group has read: the replay itself',
};

/** A checksum of the content of every table of the contexts and the platform, inboxes included, by name. The server must run. */
export function tableChecksums(folder: string): Promise<Map<string, string>> {
  return asSuperuser(folder, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind = 'r' AND n.nspname = ANY($1) ORDER BY 1`,
      [[...(await schemasOf(client)), 'platform']],
    );
    const checksums = new Map<string, string>();
    for (const { name } of tables.filter((table) => !(table.name in BOOKKEEPING))) {
      const { rows } = await client.query<{ sum: string }>(
        `SELECT count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))), '') AS sum FROM ${name} t`,
      );
      checksums.set(name, rows[0]?.sum ?? '');
    }
    return checksums;
  });
}
