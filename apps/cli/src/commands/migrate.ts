import { Environment } from '@shortlist/platform';
import { prepareDatabase, withDatabase } from '@shortlist/standalone';
import type { Command } from 'commander';

/** `shortlist migrate`: applies what is new to the database of DATA_DIR. `start` does it by itself. */
export function addMigrateCommand(program: Command): void {
  program
    .command('migrate')
    .description('apply new migrations to the database of DATA_DIR')
    .action(async () => {
      const applied = await withDatabase(Environment.ofProcess(), prepareDatabase);
      const lines = applied.map(({ schema, name }) => `applied ${schema}/${name}`);
      process.stdout.write(`${lines.length > 0 ? lines.join('\n') : 'nothing to apply'}\n`);
    });
}
