import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  LEAST_MONTHS_KEPT,
  OWNER_ROLE,
  archiveMonth,
  directClient,
  ensurePartitions,
  listPartitions,
  monthsBefore,
  restoreMonth,
} from '@shortlist/platform';
import type { Command } from 'commander';
import type pg from 'pg';
import { UsageError } from '../exit-codes.js';
import { dataDir, withInstalledDatabase } from '../installed-database.js';
import { textTable } from '../text-table.js';

const COLUMNS = [
  { head: 'Table', width: 28 },
  { head: 'Partition', width: 38 },
  { head: 'From', width: 10 },
  { head: 'To', width: 10 },
];

/** `shortlist partitions`: the months of the large tables. */
export function addPartitionsCommand(program: Command): void {
  const partitions = program.command('partitions').description('the months of the large tables: list, make, archive, restore');
  partitions
    .command('list')
    .description('every partition with the span that it holds')
    .action(() => withOwner(list));
  partitions
    .command('ensure')
    .description('make the partitions of the next three months now; a running installation does it every hour')
    .action(() => withOwner((owner) => ensurePartitions(async (sql, parameters) => (await owner.query<object>(sql, parameters)).rows)));
  partitions
    .command('archive')
    .description(`write old months to files and take them out of the database; at least ${LEAST_MONTHS_KEPT} months are kept`)
    .requiredOption('--before <month>', 'months that end before this one, such as 2025-01')
    .option('--to <folder>', 'where the files go; DATA_DIR/archive unless given')
    .action(({ before, to }: { before: string; to?: string }) =>
      withOwner((owner) => archive(owner, before, to ?? join(dataDir(), 'archive'))),
    );
  partitions
    .command('restore')
    .description('put an archived month back')
    .argument('<manifest>', 'its .json file')
    .action((manifest: string) =>
      withOwner(async (owner) => {
        if (!existsSync(manifest)) throw new UsageError(`${manifest} does not exist.`);
        const { table, month, rows } = await restoreMonth(owner, resolve(manifest));
        process.stdout.write(`${month} of ${table} is back with ${rows} rows\n`);
      }),
    );
}

async function list(owner: pg.Client): Promise<void> {
  const day = (date: Date | null): string => date?.toISOString().slice(0, 10) ?? 'others';
  const rows = (await listPartitions(owner)).map(({ table, partition, startsAt, endsAt }) => [
    table,
    partition,
    day(startsAt),
    day(endsAt),
  ]);
  process.stdout.write(`${textTable(COLUMNS, rows)}\n`);
}

async function archive(owner: pg.Client, before: string, folder: string): Promise<void> {
  const months = await monthsBefore(owner, before);
  if (months.length === 0) process.stderr.write(`No month ends before ${before}.\n`);
  for (const { table, month } of months) {
    process.stderr.write(`Archiving ${month} of ${table} …\n`);
    const { rows, file } = await archiveMonth(owner, table, month, resolve(folder));
    process.stdout.write(`${join(resolve(folder), table, file)}: ${rows} rows\n`);
  }
}

function withOwner(work: (owner: pg.Client) => Promise<void>): Promise<void> {
  return withInstalledDatabase(async (address) => {
    const owner = directClient(address, OWNER_ROLE);
    await owner.connect();
    try {
      await work(owner);
    } finally {
      await owner.end();
    }
  });
}
