import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@shortlist/platform';
import { goProgram } from './go.js';
import { installed } from './installation.js';
import { ServerProcess } from './server-process.js';

const VERSION = '1.8.0';
const CHECKSUM = 'h1:au+wI+aybno/STsQiSm35Uu6Q6iK5MWReQxgO6SEMFc=';

const USER = 'shortlist';
const PASSWORD = 'shortlist-secret';
const BUCKET = 'shortlist';

export interface S3Options {
  /** Keeps the objects there; without it they lie in a temporary folder and go with `remove`. */
  readonly folder?: string;
  /** A free one unless given. */
  readonly port?: number;
}

/** A VersityGW server that keeps objects as files, with one empty bucket. */
export class S3Server {
  private constructor(
    /** To be killed, frozen and started again. */
    readonly process: ServerProcess,
    /** The variables that lead a process there. */
    readonly variables: Readonly<Record<string, string>>,
    private readonly folder: string,
  ) {}

  /** Builds the server where it is missing and waits until it serves. */
  static async start(options: S3Options = {}): Promise<S3Server> {
    const program = await installed({ name: 'versitygw', version: VERSION, install });
    const { folder = mkdtempSync(join(tmpdir(), 'shortlist-s3-')), port = await freePort() } = options;
    // A bucket is a folder below the root.
    for (const part of [join('objects', BUCKET), 'accounts']) mkdirSync(join(folder, part), { recursive: true });
    const endpoint = `http://127.0.0.1:${port}`;
    const process = new ServerProcess({
      name: 's3',
      command: join(program, 'versitygw'),
      args: [
        ...['--quiet', '--port', `127.0.0.1:${port}`, '--health', '/health', '--iam-dir', join(folder, 'accounts')],
        ...['posix', join(folder, 'objects')],
      ],
      environment: { ROOT_ACCESS_KEY: USER, ROOT_SECRET_KEY: PASSWORD },
      folder,
      isReady: async () => (await fetch(`${endpoint}/health`)).ok,
    });
    await process.start();
    const variables = {
      STORAGE_DRIVER: 's3',
      S3_ENDPOINT: endpoint,
      S3_BUCKET: BUCKET,
      S3_ACCESS_KEY_ID: USER,
      S3_SECRET_ACCESS_KEY: PASSWORD,
    };
    return new S3Server(process, variables, folder);
  }

  /** Finishes what it has in hand and ends. */
  stop(): Promise<void> {
    return this.process.stop();
  }

  /** Ends the server at once and deletes its objects. */
  async remove(): Promise<void> {
    await this.process.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function install(folder: string): Promise<void> {
  return goProgram(folder, 'github.com/versity/versitygw', `v${VERSION}`, CHECKSUM, 'cmd/versitygw');
}
