import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { eventDefinitions } from '@shortlist/contracts';
import {
  DeadLetters,
  DirectConnection,
  Environment,
  PLATFORM_ROLE,
  PostgresEventLog,
  dataSourceOptions,
  databaseVariables,
  directClient,
} from '@shortlist/platform';
import { addressAt, withDatabase } from '@shortlist/standalone';
import type { Command } from 'commander';
import { DataSource } from 'typeorm';
import { UsageError } from '../exit-codes.js';
import { textTable } from '../text-table.js';

const COLUMNS = [
  { head: 'Topic', width: 24 },
  { head: 'Reader', width: 34 },
  { head: 'Event', width: 36 },
  { head: 'Reason', width: 24 },
  { head: 'Tries', width: 5 },
  { head: 'Failed at', width: 24 },
];

interface Place {
  readonly topic: string;
  readonly group: string;
}

/** `shortlist dlq`: events that a context could not handle. */
export function addDlqCommand(program: Command): void {
  const dlq = program.command('dlq').description('list dead letters, or put them back');
  dlq
    .command('list')
    .description('what waits in the dead letters, with the reason')
    .option('--output <format>', 'table or json', 'table')
    .action(({ output }: { output: string }) => withDeadLetters((letters) => list(letters, output)));
  dlq
    .command('redrive')
    .description('hand the waiting dead letters of one reader to it again')
    .argument('<topic>', 'such as applications.events')
    .argument('<group>', 'the context that could not handle them, such as screening')
    .action((topic: string, group: string) =>
      withDeadLetters(async (letters) => {
        const count = await letters.redrive(topic, group);
        process.stdout.write(`${count} put back on ${topic} for ${group}\n`);
      }),
    );
}

/** Every place where dead letters can be: a topic and a context that reads it. */
export function deadLetterPlaces(): Place[] {
  const places = new Map<string, Place>();
  for (const { topic, to } of eventDefinitions().values()) for (const group of to) places.set(`${topic}/${group}`, { topic, group });
  return [...places.values()];
}

async function list(letters: DeadLetters, output: string): Promise<void> {
  const found = (await Promise.all(deadLetterPlaces().map(({ topic, group }) => letters.list(topic, group)))).flat();
  if (output === 'json') {
    process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
    return;
  }
  const rows = found.map(({ topic, consumer, eventType, eventId, reason, attempts, failedAt }) => [
    topic,
    consumer,
    `${eventType ?? '?'}\n${eventId ?? ''}`,
    reason,
    String(attempts),
    failedAt,
  ]);
  process.stdout.write(rows.length > 0 ? `${textTable(COLUMNS, rows)}\n` : 'no dead letters\n');
}

function withDeadLetters<T>(work: (letters: DeadLetters) => Promise<T>): Promise<T> {
  const environment = Environment.ofProcess();
  const folder = resolve(environment.read(databaseVariables).DATA_DIR);
  if (!existsSync(join(folder, 'postgres'))) throw new UsageError(`There is no installation in ${folder}. Set DATA_DIR to where it is.`);
  return withDatabase(environment, async (server) => {
    const address = addressAt(server);
    const source = new DataSource(dataSourceOptions(address, PLATFORM_ROLE, [], { size: 2, statementTimeoutMs: 15_000 }));
    await source.initialize();
    const direct = new DirectConnection(() => directClient(address, PLATFORM_ROLE));
    try {
      return await work(new DeadLetters(new PostgresEventLog(source, direct)));
    } finally {
      await direct.close();
      await source.destroy();
    }
  });
}
