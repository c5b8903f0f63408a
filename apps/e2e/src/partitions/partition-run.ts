import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@shortlist/platform';
import { eventually } from '@shortlist/testing';
import { shortlist, watchedShortlist } from '../delivery/command-line.js';
import { auditSettled } from '../faults/audit.js';
import type { Audit } from '../faults/audit.js';
import { Ledger } from '../faults/ledger.js';
import { seededRandom } from '../faults/seeded-random.js';
import { StandaloneProcess } from '../faults/standalone-process.js';
import { asSuperuser, countRows } from '../superuser.js';
import { Tenant } from '../tenant.js';
import {
  contentOf,
  contentOfFile,
  daysUntil,
  dropComingMonths,
  makeMonth,
  monthAhead,
  partitionOf,
  partitionedTables,
  plantRows,
  takeCurrentMonth,
} from './months.js';
import type { Content } from './months.js';
import { Traffic, refusedInWords } from './traffic.js';

export interface PartitionRunOptions {
  /** Each archives, restores and misses every month once. */
  readonly cycles: number;
  /** Old months per table, and rows in each. */
  readonly months: number;
  readonly rows: number;
  /** Submissions a second. */
  readonly rate: number;
  readonly seed: number;
  readonly onProgress?: (text: string) => void;
}

export interface PartitionRunResult extends Audit {
  readonly tables: readonly string[];
  /** Months whose archive or restored rows differ from what was taken out, and horizons that were told wrongly. */
  readonly differences: readonly string[];
  /** Requests that were answered wrongly, or not within half a minute. */
  readonly failures: readonly string[];
  readonly requests: number;
  /** Of them answered 503, which a caller repeats, by the code of the problem: none, on a machine that bears the rate. */
  readonly refusals: ReadonlyMap<string, number>;
  /** The longest answer while something was done, in milliseconds. */
  readonly slowest: Readonly<Record<string, number>>;
  readonly monthsArchived: number;
  readonly killedArchives: number;
  /** Rows that a default partition caught and that were moved into their month. */
  readonly movedRows: number;
  readonly seconds: number;
}

const FIRST_OLD_YEAR = 2024;
const STRAYS = 20;
/** Without a provider no model is asked, so there is no row to copy. */
const UNUSED = 'platform.model_calls';
/** So many minutes the gauge may be off: it is measured a little later than it is compared. */
const MOST_MINUTES_OFF = 5;

/** The whole system under a stream of requests, while months of its tables go to files and come back, and while partitions are missing. */
export async function partitionRun(options: PartitionRunOptions): Promise<PartitionRunResult> {
  const folder = mkdtempSync(join(tmpdir(), 'shortlist-partitions-'));
  const probePort = await freePort();
  const system = new StandaloneProcess(join(folder, 'data'), await freePort(), { PROBE_PORT: String(probePort) });
  const ledger = new Ledger(join(folder, 'ledger.ndjson'));
  const random = seededRandom(options.seed);
  const started = Date.now();
  try {
    await system.start();
    const tenant = await Tenant.register(system.url, 'partitions');
    const jobId = await tenant.openJob({ mustHaveSkills: [{ name: 'TypeScript' }], filtering: { topN: 5, minScore: 10 } });
    // Answers once the job has travelled to the applications.
    const { id: receipt } = await tenant.apply(jobId, 'first@example.org', 'Test Applicant\n\nSkills\nTypeScript');
    ledger.note({ key: receipt, email: 'first@example.org', receipt });
    const traffic = new Traffic(tenant, jobId, ledger, options.rate, random);
    const run = new Cycles(
      system.folder,
      join(folder, 'archive'),
      `http://127.0.0.1:${probePort}/metrics`,
      ledger,
      traffic,
      random,
      options,
    );
    try {
      await run.prepare();
      for (let cycle = 1; cycle <= options.cycles; cycle++) {
        await run.archiveAndRestore();
        await run.missMonths();
        options.onProgress?.(
          `cycle ${cycle} of ${options.cycles}, ${ledger.accepted} accepted, ${refusedInWords(traffic.refusals)}, ${traffic.failures.length} failed`,
        );
      }
      await run.archive();
    } finally {
      await traffic.stop();
    }
    const { failures, requests, refusals } = traffic;
    const { tables, differences, monthsArchived, killedArchives, movedRows, slowest } = run;
    const outcome = await auditSettled(system.folder, ledger);
    const exitCode = await system.stop();
    if (exitCode !== 0) throw new Error(`the system ended with ${exitCode}:\n${system.lastOutput()}`);
    const seconds = (Date.now() - started) / 1_000;
    return { ...outcome, tables, differences, failures, requests, refusals, slowest, monthsArchived, killedArchives, movedRows, seconds };
  } finally {
    await system.destroy();
    ledger.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

class Cycles {
  tables: readonly string[] = [];
  readonly differences: string[] = [];
  monthsArchived = 0;
  killedArchives = 0;
  movedRows = 0;
  readonly slowest: Record<string, number> = {};
  private readonly planted = new Map<string, Content>();

  constructor(
    private readonly folder: string,
    private readonly archiveFolder: string,
    private readonly metricsUrl: string,
    private readonly ledger: Ledger,
    private readonly traffic: Traffic,
    private readonly random: () => number,
    private readonly options: PartitionRunOptions,
  ) {}

  /** Fills old months, once there is a row to copy; and lets the proof alone decide when partitions are made. */
  async prepare(): Promise<void> {
    const { months, rows } = this.options;
    await asSuperuser(this.folder, async (client) => {
      await client.query("DELETE FROM pgboss.schedule WHERE name = 'platform.ensure_partitions'");
      this.tables = (await partitionedTables(client)).filter((table) => table !== UNUSED);
      for (const table of this.tables) {
        await eventually(async () => {
          if ((await countRows(client, `SELECT 1 FROM ${table}`)) === 0) throw new Error(`${table} is empty`);
        }, 60_000);
        for (const month of oldMonths(months)) {
          await makeMonth(client, table, month);
          await plantRows(client, table, month, rows);
          this.planted.set(`${table} ${month}`, await contentOf(client, table, month));
        }
      }
    });
    this.options.onProgress?.(`${months} old months with ${rows} rows each in ${this.tables.join(', ')}`);
  }

  /** An archive that is killed at some point, one that finishes it, and the way back. */
  async archiveAndRestore(): Promise<void> {
    const { exitCode } = await watchedShortlist(this.folder, this.archiveCommand(), (child) => {
      child.stderr?.once('data', () => void sleep(this.random() * 150).then(() => child.kill('SIGKILL')));
    });
    if (exitCode !== 0) this.killedArchives++;
    await this.archive();
    for (const [name, content] of this.planted) {
      const [table = '', month = ''] = name.split(' ');
      const manifest = join(this.archiveFolder, table, `${month}.ndjson.gz.json`);
      await this.watched('restore', () => this.command('partitions', 'restore', manifest));
      await asSuperuser(this.folder, async (client) => this.compare(`${name} restored`, await contentOf(client, table, month), content));
    }
  }

  async archive(): Promise<void> {
    await this.watched('archive', () => this.command(...this.archiveCommand()));
    await asSuperuser(this.folder, async (client) => {
      for (const [name, content] of this.planted) {
        const [table = '', month = ''] = name.split(' ');
        this.monthsArchived++;
        this.compare(`${name} in its file`, contentOfFile(join(this.archiveFolder, table, `${month}.ndjson.gz`)), content);
        const left = await client.query('SELECT to_regclass($1) AS name', [partitionOf(table, month)]);
        if (left.rows[0]?.name !== null) this.differences.push(`${name} is still in the database`);
      }
    });
  }

  /** First the coming months are missing, then the current one as well; both are made while requests come in. */
  async missMonths(): Promise<void> {
    const next = monthAhead(1);
    await asSuperuser(this.folder, async (client) => {
      await dropComingMonths(client);
      await this.expectHorizon('next month is missing', daysUntil(next));
      const strays = new Map<string, Content>();
      for (const table of this.tables) {
        await plantRows(client, table, next, STRAYS);
        strays.set(table, await contentOf(client, table, next));
        await this.watched('taking a month away', () => takeCurrentMonth(client, table));
      }
      await this.expectHorizon('this month is missing', 0);
      const accepted = this.ledger.accepted + this.options.rate * 3;
      await eventually(() => {
        if (this.ledger.accepted < accepted) throw new Error('nothing is accepted any more');
      }, 60_000);
      for (const table of this.tables) this.movedRows += await countRows(client, `SELECT 1 FROM ${table}_default`);
      await this.watched('ensure', () => this.command('partitions', 'ensure'));
      await this.expectHorizon('all is made', daysUntil(monthAhead(4)));
      for (const table of this.tables) {
        const left = await countRows(client, `SELECT 1 FROM ${table}_default`);
        if (left > 0) this.differences.push(`${left} rows stay in ${table}_default`);
        const made = partitionOf(table, next);
        this.compare(`${made} after its rows were moved`, await contentOf(client, made, next), strays.get(table));
        await client.query(`TRUNCATE ${made}`);
      }
    });
  }

  private async expectHorizon(when: string, days: number): Promise<void> {
    const text = await (await fetch(this.metricsUrl)).text();
    for (const table of this.tables) {
      const told = Number(new RegExp(`^partition_horizon_days\\{table="${table}"\\} (.+)$`, 'm').exec(text)?.[1] ?? NaN);
      if (!(Math.abs(told - days) * 1_440 < MOST_MINUTES_OFF))
        this.differences.push(`${when}: the horizon of ${table} is ${days} days and told as ${told}`);
    }
  }

  private async watched(what: string, work: () => Promise<void>): Promise<void> {
    this.traffic.slowestMs = 0;
    await work();
    this.slowest[what] = Math.max(this.slowest[what] ?? 0, Math.round(this.traffic.slowestMs));
  }

  private archiveCommand(): string[] {
    return ['partitions', 'archive', '--before', `${FIRST_OLD_YEAR + 1}-01`, '--to', this.archiveFolder];
  }

  private async command(...args: readonly string[]): Promise<void> {
    const { exitCode, complaint } = await shortlist(this.folder, ...args);
    if (exitCode !== 0) throw new Error(`shortlist ${args.join(' ')} ended with ${exitCode}: ${complaint}`);
  }

  private compare(what: string, found: Content, expected: Content | undefined): void {
    if (found.rows !== expected?.rows || found.md5 !== expected.md5)
      this.differences.push(`${what}: ${found.rows} rows, not the ${expected?.rows} that were there`);
  }
}

function oldMonths(months: number): string[] {
  return Array.from({ length: months }, (_, index) => `${FIRST_OLD_YEAR}-${String(index + 1).padStart(2, '0')}`);
}
