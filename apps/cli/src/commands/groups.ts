import { readings } from '@shortlist/platform';
import type { Command } from 'commander';
import { withEventLog } from '../event-log.js';
import type { InstalledLog } from '../event-log.js';
import { UsageError } from '../exit-codes.js';
import { textTable } from '../text-table.js';

const COLUMNS = [
  { head: 'Group', width: 16 },
  { head: 'Topic', width: 26 },
  { head: 'Behind', width: 9 },
  { head: 'Oldest', width: 10 },
  { head: 'Running', width: 7 },
];

interface GroupState {
  readonly group: string;
  readonly topic: string;
  /** Records that the group has still to read. */
  readonly behind: number;
  /** Age of the oldest of them in milliseconds. */
  readonly oldestMs: number;
  readonly running: boolean;
}

/** `shortlist groups`: how far each context has read the event log. */
export function addGroupsCommand(program: Command): void {
  const groups = program.command('groups').description('how far the readers of the event log are, or set one back to the beginning');
  groups
    .command('list')
    .description('each group and topic: records behind, age of the oldest, whether a consumer runs')
    .option('--output <format>', 'table or json', 'table')
    .action(({ output }: { output: string }) => withEventLog(async (log) => print(await statesOf(log), output)));
  groups
    .command('reset')
    .description('let a group read a topic, or all of its topics, from the beginning again; what it has handled counts no second time')
    .argument('<group>', 'a context, such as screening; refused while it runs')
    .argument('[topic]', 'such as applications.events; all of them unless given')
    .action((group: string, topic?: string) => withEventLog((log) => reset(log, group, topic)));
}

async function statesOf(log: InstalledLog): Promise<GroupState[]> {
  const states: GroupState[] = [];
  for (const [group, read] of Map.groupBy(readings(), (reading) => reading.group)) {
    const running = await log.isActive(group);
    const lags = new Map((await log.lag(group, topicsOf(read))).map((lag) => [lag.topic, lag]));
    for (const topic of topicsOf(read)) {
      states.push({ group, topic, behind: lags.get(topic)?.records ?? 0, oldestMs: lags.get(topic)?.oldestMs ?? 0, running });
    }
  }
  return states.toSorted((one, other) => (`${one.group} ${one.topic}` < `${other.group} ${other.topic}` ? -1 : 1));
}

async function reset(log: InstalledLog, group: string, topic?: string): Promise<void> {
  const known = topicsOf(readings().filter((reading) => reading.group === group));
  if (known.length === 0) throw new UsageError(`There is no group ${group}. "shortlist groups list" shows them.`);
  if (topic !== undefined && !known.includes(topic)) throw new UsageError(`${group} does not read ${topic}. It reads ${known.join(', ')}.`);
  const topics = topic === undefined ? known : [topic];
  await log.reset(group, topics);
  process.stdout.write(`${group} reads ${topics.join(', ')} from the beginning when it starts\n`);
}

function print(states: readonly GroupState[], output: string): void {
  if (output === 'json') {
    process.stdout.write(`${JSON.stringify(states, null, 2)}\n`);
    return;
  }
  const rows = states.map(({ group, topic, behind, oldestMs, running }) => [
    group,
    topic,
    String(behind),
    behind === 0 ? '' : `${Math.ceil(oldestMs / 1_000)} s`,
    running ? 'yes' : 'no',
  ]);
  process.stdout.write(`${textTable(COLUMNS, rows)}\n`);
}

const topicsOf = (read: readonly { topic: string }[]): string[] => read.map(({ topic }) => topic);
