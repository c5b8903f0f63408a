import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, serverAccount } from '@shortlist/platform';
import { debian, installed, run } from './installation.js';
import { jdkHome } from './jdk.js';
import { ServerProcess } from './server-process.js';

const VERSION = '9.5.3';
/** Of the distribution that Elastic's own tests run on: the engine without its optional modules. */
const DISTRIBUTION = `org.elasticsearch.distribution.integ-test-zip:elasticsearch:${VERSION}:zip`;
const CHECKSUM = 'bec49f3b8d00e75c8d1cec85c35298635ec9fbd3ae80ef5aeb6bc05abdb3db2d';
const PLUGIN = fileURLToPath(new URL('elasticsearch-plugin/WordsPlugin.java', import.meta.url));
const START_MS = 420_000;

export interface ElasticsearchOptions {
  /** Keeps the data there; without it the data lies in a temporary folder and goes with `remove`. */
  readonly folder?: string;
  /** A free one unless given. */
  readonly port?: number;
  readonly heapMb?: number;
}

/** One Elasticsearch node without replicas and without sign-in. */
export class ElasticsearchServer {
  private constructor(
    /** The launcher, whose end ends the node. */
    readonly process: ServerProcess,
    /** For ELASTICSEARCH_URL. */
    readonly url: string,
    private readonly folder: string,
  ) {}

  /** Installs Elasticsearch where it is missing and waits until it serves. */
  static async start(options: ElasticsearchOptions = {}): Promise<ElasticsearchServer> {
    const [java, program] = [await jdkHome(), await installed({ name: 'elasticsearch', version: `${VERSION}-1`, install })];
    const { folder = mkdtempSync(join(tmpdir(), 'shortlist-elasticsearch-')), port = await freePort(), heapMb = 384 } = options;
    const url = `http://127.0.0.1:${port}`;
    const account = serverAccount();
    configure(program, folder, port, await freePort(), heapMb);
    if (account) await run('chown', ['-R', `${account.uid}:${account.gid}`, folder]);
    const process = new ServerProcess({
      name: 'elasticsearch',
      command: join(program, 'bin', 'elasticsearch'),
      args: ['-p', pidFile(folder)],
      environment: { ES_JAVA_HOME: java, ES_PATH_CONF: join(folder, 'config'), ES_TMPDIR: join(folder, 'temporary') },
      account,
      folder,
      isReady: async () => (await fetch(`${url}/_cluster/health`)).ok,
      startMs: START_MS,
    });
    const server = new ElasticsearchServer(process, url, folder);
    try {
      await process.start();
      return server;
    } catch (error) {
      // The node outlives a launcher that is killed before the node watches it.
      server.killNode();
      throw error;
    }
  }

  /** Writes what it has in memory and ends. */
  async stop(): Promise<void> {
    await this.process.stop();
    this.killNode();
  }

  /** `kill -9` of the node and of its launcher. */
  async kill(): Promise<void> {
    this.killNode();
    await this.process.kill();
  }

  /** Ends the node at once and deletes its data. */
  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private killNode(): void {
    const file = pidFile(this.folder);
    if (!existsSync(file)) return;
    const pid = Number(readFileSync(file, 'utf8'));
    // Ids are used again: only a process of this folder is ours.
    const command = `/proc/${pid}/cmdline`;
    if (existsSync(command) && readFileSync(command, 'utf8').includes(this.folder)) process.kill(pid, 'SIGKILL');
    rmSync(file);
  }
}

const pidFile = (folder: string): string => join(folder, 'elasticsearch.pid');

function configure(program: string, folder: string, port: number, transportPort: number, heapMb: number): void {
  const config = join(folder, 'config');
  cpSync(join(program, 'config'), config, { recursive: true });
  for (const part of ['temporary', 'data', 'logs']) mkdirSync(join(folder, part), { recursive: true });
  const settings = {
    'cluster.name': 'shortlist',
    'node.name': 'shortlist-1',
    'network.host': '127.0.0.1',
    'http.port': port,
    'transport.port': transportPort,
    'discovery.type': 'single-node',
    'xpack.security.enabled': false,
    'path.data': join(folder, 'data'),
    'path.logs': join(folder, 'logs'),
    // An index comes into being on purpose or not at all.
    'action.auto_create_index': false,
    'cluster.routing.allocation.disk.threshold_enabled': false,
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name}: ${value}\n`);
  writeFileSync(join(config, 'elasticsearch.yml'), lines.join(''));
  writeFileSync(join(config, 'jvm.options.d', 'heap.options'), `-Xms${heapMb}m\n-Xmx${heapMb}m\n-XX:TieredStopAtLevel=1\n`);
}

async function install(folder: string): Promise<void> {
  await Promise.all([debian('mvn', ['maven', 'default-jre-headless']), debian('unzip', ['unzip'])]);
  await run('mvn', ['-B', '-q', 'dependency:copy', `-Dartifact=${DISTRIBUTION}`, `-DoutputDirectory=${folder}`]);
  const archive = join(folder, `elasticsearch-${VERSION}.zip`);
  const found = createHash('sha256').update(readFileSync(archive)).digest('hex');
  if (found !== CHECKSUM) throw new Error(`the archive of Elasticsearch has the checksum ${found}, expected ${CHECKSUM}`);
  await run('unzip', ['-q', archive, '-d', folder]);
  const unpacked = join(folder, `elasticsearch-${VERSION}`);
  for (const part of readdirSync(unpacked)) renameSync(join(unpacked, part), join(folder, part));
  for (const rest of [archive, unpacked]) rmSync(rest, { recursive: true });
  await buildPlugin(folder);
}

/** Compiles what the distribution lacks, and puts it where Elasticsearch looks for plugins. */
async function buildPlugin(home: string): Promise<void> {
  const jdk = await jdkHome();
  const plugin = join(home, 'plugins', 'words');
  const classes = join(plugin, 'classes');
  mkdirSync(classes, { recursive: true });
  await run(join(jdk, 'bin', 'javac'), ['--release', '21', '-nowarn', '-cp', join(home, 'lib', '*'), '-d', classes, PLUGIN]);
  await run(join(jdk, 'bin', 'jar'), ['cf', join(plugin, 'words.jar'), '-C', classes, '.']);
  rmSync(classes, { recursive: true });
  const descriptor = {
    name: 'words',
    description: 'what the distribution of Maven Central lacks',
    version: '1',
    'elasticsearch.version': VERSION,
    'java.version': 21,
    classname: 'shortlist.WordsPlugin',
  };
  const lines = Object.entries(descriptor).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(join(plugin, 'plugin-descriptor.properties'), lines.join(''));
}
