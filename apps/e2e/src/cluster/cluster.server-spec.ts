import { existsSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { directClient, addressOf } from '@shortlist/platform';
import { eventually } from '@shortlist/testing';
import kafkajs from 'kafkajs';
import { shortlistOfServices } from '../delivery/command-line.js';
import { Tenant } from '../tenant.js';
import { ClusterProcess } from './cluster-process.js';

/** A machine that is busy must not turn a request into one too many. */
const PATIENT = ['HTTP_MAX_EVENT_LOOP_DELAY_MS=60000', 'INTAKE_APPEND_TIMEOUT_MS=30000', 'LOG_LEVEL=warn'];
const PATIENCE_MS = 240_000;

let cluster: ClusterProcess;
let folder: string;
let variables: Record<string, string>;

beforeAll(async () => {
  cluster = new ClusterProcess(['--port', '0', '--brokers', '3', ...PATIENT.flatMap((each) => ['--set', each])]);
  await cluster.untilReady();
  folder = cluster.said('Logs');
  const lines = readFileSync(cluster.said('Settings'), 'utf8').trim().split('\n');
  variables = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}, 1_800_000);
afterAll(() => void cluster?.interrupt());

/** Processes that work in the folder of the cluster or name it in their command. */
function processesOf(place: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/cwd`).startsWith(place) || readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(place);
      } catch {
        return false;
      }
    });
}

describe('the local cluster', () => {
  it('keeps every record on three brokers, and lets each context log in to the database as its own roles', async () => {
    const kafka = new kafkajs.Kafka({ brokers: (variables.KAFKA_BROKERS ?? '').split(','), logLevel: kafkajs.logLevel.NOTHING });
    const admin = kafka.admin();
    await admin.connect();
    const { topics } = await admin.fetchTopicMetadata({ topics: ['applications.submitted'] }).finally(() => admin.disconnect());
    expect(topics[0]?.partitions.map(({ replicas }) => replicas.length)).toEqual([3, 3, 3, 3, 3, 3]);
    const client = directClient(addressOf(variables.DATABASE_URL ?? ''), 'applications_worker');
    await client.connect();
    const { rows } = await client.query('SELECT current_user AS name, rolsuper AS super FROM pg_roles WHERE rolname = current_user');
    await client.end();
    expect(rows).toEqual([{ name: 'applications_worker', super: false }]);
  }, 60_000);

  it('takes an application through one address to a shortlist, a mail and a search that finds its candidate', async () => {
    const tenant = await Tenant.register(cluster.said('Health').replace('/health', ''), 'guavacanary');
    const jobId = await tenant.openJob({ mustHaveSkills: [{ name: 'TypeScript' }] });
    const resume =
      'Ada Guava\nada@guavacanary.example.org\n\nSkills\nTypeScript\n\nExperience\nEngineer, Guava Works\n2018 - 2023\nWrote TypeScript.\n';
    await tenant.apply(jobId, 'ada@guavacanary.example.org', resume);
    await tenant.untilScreened(jobId, 1, PATIENCE_MS);
    await eventually(async () => {
      const { data } = await tenant.client.call('GET /jobs/:id/shortlist', { path: { id: jobId } });
      expect(data.entries).toHaveLength(1);
    }, PATIENCE_MS);
    await eventually(async () => {
      const { data } = await tenant.client.call('POST /candidates/search', { body: { text: 'TypeScript' } });
      expect(data.total).toBe(1);
    }, PATIENCE_MS);
    const mail = cluster.said('Mail');
    const isConfirmed = (): boolean =>
      readdirSync(mail).some((name) => /^To: .*ada@guavacanary/m.test(readFileSync(join(mail, name), 'utf8')));
    await eventually(() => expect(isConfirmed()).toBe(true), PATIENCE_MS);
  }, 900_000);

  it('is found in order by the doctor, server by server', async () => {
    const { exitCode, output, complaint } = await shortlistOfServices(variables, 'doctor');
    expect(output.split('\n').filter((line) => line.startsWith('PROBLEM'))).toEqual([]);
    for (const server of ['Kafka', 'Redis', 'the S3 bucket', 'Elasticsearch', 'the SMTP server', 'PostgreSQL'])
      expect(output).toContain(`ok       ${server} answers`);
    expect({ exitCode, complaint }).toEqual({ exitCode: 0, complaint: '' });
  }, 120_000);

  it('starts again what is killed, and goes on', async () => {
    const pidOf = async (name: string): Promise<number | null> =>
      (await cluster.health()).parts.find((part) => part.name === name)?.pid ?? null;
    const before = await pidOf('screening-worker');
    process.kill(before ?? 0, 'SIGKILL');
    await eventually(async () => {
      expect(await pidOf('screening-worker')).not.toBe(before);
      expect((await cluster.health()).ok).toBe(true);
    }, PATIENCE_MS);
  }, 300_000);

  it('stops on Ctrl-C with exit code 0, and leaves no process and no file behind', async () => {
    const { parts } = await cluster.health();
    const pids = parts.flatMap(({ pid }) => pid ?? []);
    expect(pids.length).toBeGreaterThanOrEqual(18);
    expect(processesOf(folder).length).toBeGreaterThanOrEqual(pids.length);
    expect(await cluster.interrupt()).toBe(0);
    expect(pids.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]);
    expect(processesOf(folder)).toEqual([]);
    expect(existsSync(folder)).toBe(false);
  }, 300_000);
});
