import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Command } from 'commander';
import { workspaceRoot } from '../workspace/root.mjs';
import { baseImages, withPinned } from './images.mjs';

const run = promisify(execFile);

const program = new Command('images').description('Works with the images on which docker-compose.yml builds.');
program
  .command('pin')
  .description('Asks the registries for the digest of every image and writes NAME_IMAGE=reference@sha256:… into a file of variables.')
  .argument('<file>', 'file for --env-file, such as production.env; made when it is missing')
  .option('--dry-run', 'print the lines and write nothing')
  .action(async (file, { dryRun }) => {
    const images = baseImages(readFileSync(join(workspaceRoot, 'docker-compose.yml'), 'utf8'));
    const pinned = {};
    for (const { variable, reference } of images) {
      pinned[variable] = `${reference}@${await digestOf(reference)}`;
      console.error(`${variable}: ${pinned[variable]}`);
    }
    const text = withPinned(existsSync(file) ? readFileSync(file, 'utf8') : '', pinned);
    if (dryRun) process.stdout.write(text);
    else writeFileSync(file, text);
  });

try {
  await program.parseAsync();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

/** The digest of an image for all its platforms, by whichever of the two tools is there. */
async function digestOf(reference) {
  const tools = [
    ['docker', ['buildx', 'imagetools', 'inspect', '--format', '{{.Manifest.Digest}}', reference]],
    ['skopeo', ['inspect', '--format', '{{.Digest}}', '--no-tags', `docker://${reference}`]],
  ];
  const reasons = [];
  for (const [tool, args] of tools) {
    try {
      const digest = (await run(tool, args)).stdout.trim();
      if (/^sha256:[0-9a-f]{64}$/.test(digest)) return digest;
      reasons.push(`${tool} answered "${digest.slice(0, 80)}"`);
    } catch (error) {
      reasons.push(
        error.code === 'ENOENT' ? `${tool} is not installed` : `${tool}: ${(error.stderr || error.message).trim().split('\n').at(-1)}`,
      );
    }
  }
  throw new Error(`The digest of ${reference} is unknown (${reasons.join('; ')}).`);
}
