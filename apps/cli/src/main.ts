import { Command, CommanderError } from 'commander';
import { ConfigurationError } from '@shortlist/platform';
import { addDlqCommand } from './commands/dlq.js';
import { addDoctorCommand } from './commands/doctor.js';
import { addGroupsCommand } from './commands/groups.js';
import { addMigrateCommand } from './commands/migrate.js';
import { addOpenApiCommand } from './commands/openapi.js';
import { addParseCommand } from './commands/parse.js';
import { addPartitionsCommand } from './commands/partitions.js';
import { addReindexCommand } from './commands/reindex.js';
import { addScreenCommand } from './commands/screen.js';
import { addStartCommand } from './commands/start.js';
import { addTopicsCommand } from './commands/topics.js';
import { EXIT, UsageError } from './exit-codes.js';

const EPILOGUE = `
Data goes to standard output, progress and messages to standard error.
Exit codes: 0 all good, 1 fault, 2 usage, 3 some files unreadable, 4 no file readable.
Settings are environment variables; .env.example lists them.`;

/** The `shortlist` command. */
export async function main(argv: readonly string[]): Promise<void> {
  const program = new Command('shortlist')
    .description('Takes in job applications, screens them against your criteria, and keeps a ranked, explained shortlist.')
    .version('0.1.0')
    .addHelpText('after', EPILOGUE)
    .showHelpAfterError('(run with --help to see how it is called)')
    .exitOverride();
  const operating = [
    addMigrateCommand,
    addOpenApiCommand,
    addDlqCommand,
    addGroupsCommand,
    addPartitionsCommand,
    addReindexCommand,
    addTopicsCommand,
    addDoctorCommand,
  ];
  for (const add of [addStartCommand, addScreenCommand, addParseCommand, ...operating]) add(program);
  for (const stream of [process.stdout, process.stderr]) stream.off('error', ignoreClosedPipe).on('error', ignoreClosedPipe);
  try {
    await program.parseAsync([...argv]);
  } catch (error) {
    process.exitCode = exitCodeOf(error);
  }
}

/** A reader that has seen enough (`shortlist --help | head`) is no fault of the command, which ends as it would have. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${message}\n`);
  if (error instanceof UsageError || error instanceof ConfigurationError) return EXIT.usage;
  return EXIT.fault;
}
