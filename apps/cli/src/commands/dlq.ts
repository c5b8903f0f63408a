import { DeadLetters, readings } from '@shortlist/platform';
import type { Command } from 'commander';
import { withEventLog } from '../event-log.js';
import { textTable } from '../text-table.js';

const COLUMNS = [
  { head: 'Topic', width: 24 },
  { head: 'Reader', width: 34 },
  { head: 'Event', width: 36 },
  { head: 'Reason', width: 24 },
  { head: 'Tries', width: 5 },
  { head: 'Failed at', width: 24 },
];

/** `shortlist dlq`: events that a context could not handle. */
export function addDlqCommand(program: Command): void {
  const dlq = program.command('dlq').description('list dead letters, or put them back');
  dlq
    .command('list')
    .description('what waits in the dead letters, with the reason')
    .option('--output <format>', 'table or json', 'table')
    .action(({ output }: { output: string }) => withEventLog((log) => list(new DeadLetters(log), output)));
  dlq
    .command('redrive')
    .description('hand the waiting dead letters of one reader to it again')
    .argument('<topic>', 'such as applications.events')
    .argument('<group>', 'the context that could not handle them, such as screening')
    .action((topic: string, group: string) =>
      withEventLog(async (log) => {
        const count = await new DeadLetters(log).redrive(topic, group);
        process.stdout.write(`${count} put back on ${topic} for ${group}\n`);
      }),
    );
}

async function list(letters: DeadLetters, output: string): Promise<void> {
  const found = (await Promise.all(readings().map(({ topic, group }) => letters.list(topic, group)))).flat();
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
