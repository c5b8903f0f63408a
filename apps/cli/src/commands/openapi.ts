import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Environment, openApiDocument } from '@shortlist/platform';
import { Installation } from '@shortlist/standalone';
import type { Command } from 'commander';

/** `shortlist openapi`: the description of the whole HTTP API. */
export function addOpenApiCommand(program: Command): void {
  program
    .command('openapi')
    .description('print the OpenAPI 3.1 document of the HTTP API')
    .option('--file <file>', 'write it to a file instead')
    .action(async ({ file }: { file?: string }) => {
      const text = `${JSON.stringify(await describeApi(), null, 2)}\n`;
      if (file) writeFileSync(file, text);
      else process.stdout.write(text);
    });
}

/** The document comes from the running routes, so a throw-away installation is started for it. */
async function describeApi(): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'shortlist-openapi-'));
  const environment = Environment.ofProcess().with({ DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'error' });
  try {
    const installation = await Installation.open({ environment, temporary: true });
    try {
      return openApiDocument(installation.process.app);
    } finally {
      await installation.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
