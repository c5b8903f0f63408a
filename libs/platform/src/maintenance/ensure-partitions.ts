/** Makes the partitions of the next three months for every partitioned table; throws when one could not be made. */
export async function ensurePartitions(query: (sql: string) => Promise<readonly { readonly problem: string }[]>): Promise<void> {
  const failed = await query('SELECT platform.ensure_all_partitions() AS problem');
  if (failed.length > 0) throw new Error(`partitions could not be made: ${failed.map((row) => row.problem).join('; ')}`);
}
