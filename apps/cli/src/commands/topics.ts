import { Environment, Logger, settleLogTopics } from '@shortlist/platform';
import type { TopicFinding } from '@shortlist/platform';
import type { Command } from 'commander';
import { EXIT } from '../exit-codes.js';
import { textTable } from '../text-table.js';

const COLUMNS = [
  { head: 'Topic', width: 44 },
  { head: 'State', width: 9 },
  { head: 'To mend', width: 60 },
];

/** `shortlist topics`: the topics of the event log in Kafka. */
export function addTopicsCommand(program: Command): void {
  program
    .command('topics')
    .description('make the topics of the event log that are missing in Kafka, and say how others differ from what they should be')
    .option('--check', 'make none')
    .option('--output <format>', 'table or json', 'table')
    .action(async ({ check = false, output }: { check?: boolean; output: string }) => {
      const findings = await settleLogTopics(Environment.ofProcess(), Logger.create({ level: 'error' }), { create: !check });
      print(findings, output);
      process.exitCode = findings.every(({ state }) => state === 'ready' || state === 'created') ? EXIT.ok : EXIT.fault;
    });
}

function print(findings: readonly TopicFinding[], output: string): void {
  if (output === 'json') {
    process.stdout.write(`${JSON.stringify(findings, null, 2)}\n`);
    return;
  }
  const rows = findings.map(({ name, state, problems }) => [name, state, problems.join('\n')]);
  process.stdout.write(
    rows.length > 0 ? `${textTable(COLUMNS, rows)}\n` : 'the event log lies in the database: there are no topics to make\n',
  );
}
