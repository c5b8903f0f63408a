import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CandidatesSearchModule, RebuildSearch } from '@shortlist/candidates';
import type { RebuiltSearch } from '@shortlist/candidates';
import { Environment, Infrastructure, Logger, PlatformModule } from '@shortlist/platform';
import type { DatabaseAddress } from '@shortlist/platform';
import type { Command } from 'commander';
import { dataDir, withInstalledDatabase } from '../installed-database.js';

@Module({})
class ReindexModule {}

/** `shortlist reindex`: the search index anew from the records. */
export function addReindexCommand(program: Command): void {
  program
    .command('reindex')
    .description('build the search index anew from the records; searches go on meanwhile, and so may the services')
    .action(async () => {
      const { documents, mended } = await withInstalledDatabase(rebuild);
      process.stdout.write(`${documents} candidates indexed, ${mended} of them again because they changed meanwhile\n`);
    });
}

async function rebuild(address: DatabaseAddress): Promise<RebuiltSearch> {
  const environment = Environment.ofProcess().with({ DATA_DIR: dataDir() });
  const infrastructure = new Infrastructure(environment, Logger.create({ level: 'warn' }), address);
  await infrastructure.open();
  try {
    const module = { module: ReindexModule, imports: [PlatformModule.forRoot(infrastructure), CandidatesSearchModule] };
    const app = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
    return await app.get(RebuildSearch).execute();
  } finally {
    await infrastructure.tasks.stop(1_000);
    await infrastructure.close();
  }
}
