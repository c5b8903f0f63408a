import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { workspaceRoot } from '../workspace/root.mjs';
import { containerProblems } from './containers.mjs';

let root;
const OURS = ['docker-compose.yml', 'Dockerfile', 'package.json', 'docs/generated/configuration.md', 'apps/auth/src', 'apps/jobs/src'];
const CONTEXTS = ['applications', 'candidates', 'screening', 'notifications'];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'containers-'));
  for (const path of [...OURS, ...CONTEXTS.map((context) => `apps/${context}/src`)]) {
    cpSync(join(workspaceRoot, path), join(root, path), { recursive: true });
  }
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const change = (path, from, to) => {
  const text = readFileSync(join(root, path), 'utf8');
  expect(text).toContain(from);
  writeFileSync(join(root, path), text.replace(from, to));
};

describe('containers', () => {
  it('are in step with the code', () => expect(containerProblems(root)).toEqual([]));

  it('miss the processes of a new context', () => {
    mkdirSync(join(root, 'apps/offers/src'), { recursive: true });
    writeFileSync(join(root, 'apps/offers/src/main.ts'), 'await runHttp({ port: 3020 });');
    writeFileSync(join(root, 'apps/offers/src/worker.ts'), '');
    expect(containerProblems(root)).toEqual(
      ['offers', 'offers-worker', 'migrate-offers'].map((name) => `docker-compose.yml lacks ${name}`),
    );
  });

  it.each([
    ['another port in the code', 'apps/jobs/src/main.ts', 'port: 3002', 'port: 3022', 'jobs has PORT 3022'],
    ['another port published', 'docker-compose.yml', '127.0.0.1:3001:3001', '3001:3001', 'auth publishes 127.0.0.1:3001:3001 alone'],
    [
      'a command of another context',
      'docker-compose.yml',
      'apps/auth/dist/worker.js',
      'apps/jobs/dist/worker.js',
      'auth-worker runs apps/auth',
    ],
    ['a variable nobody reads', 'docker-compose.yml', 'LOG_LEVEL: ', 'LOG_LEVLE: ', 'LOG_LEVLE is declared nowhere'],
    ['a secret', 'docker-compose.yml', 'SMTP_URL: ${SMTP_URL:-}', 'SMTP_URL: smtp://me:secret@mail', 'SMTP_URL is secret and stands there'],
    [
      'a default password',
      'docker-compose.yml',
      '${DATABASE_ROLES_PASSWORD:?',
      '${DATABASE_ROLES_PASSWORD:-',
      'is secret and stands there',
    ],
    ['an embedded driver', 'docker-compose.yml', 'CACHE_DRIVER: redis', 'CACHE_DRIVER: memory', 'jobs-worker: CACHE_DRIVER is redis'],
    [
      'a driver left out',
      'docker-compose.yml',
      'EVENT_LOG_DRIVER: kafka',
      'HTTP_UPLOAD_LIMIT_BYTES: 1024',
      'auth: EVENT_LOG_DRIVER is kafka',
    ],
    ['a driver without its address', 'docker-compose.yml', '    S3_BUCKET: shortlist\n', '', 'auth: S3_BUCKET goes with STORAGE_DRIVER=s3'],
    ['a server that is not waited for', 'docker-compose.yml', '  redis: { condition: service_healthy }\n', '', 'auth: it waits for redis'],
    ['topics that nobody makes', 'docker-compose.yml', '\n  topics:\n', '\n  subjects:\n', 'docker-compose.yml lacks topics'],
    ['topics before their server', 'docker-compose.yml', '{ kafka: { condition: service_healthy } }', '{}', 'auth: it waits for kafka'],
    ['no health check', 'docker-compose.yml', 'healthcheck: &ready', 'labels: &ready', 'it has a health check'],
    ['a root that can be written', 'docker-compose.yml', 'read_only: true', 'read_only: false', 'its root is read-only'],
    ['another Node', 'Dockerfile', 'library/node:24', 'library/node:22', 'its Node is'],
    ['root', 'Dockerfile', 'USER 10001:10001', 'USER root', 'a numbered user'],
  ])('do not have %s', (_, path, from, to, problem) => {
    change(path, from, to);
    expect(containerProblems(root)).toEqual(expect.arrayContaining([expect.stringContaining(problem)]));
  });
});
