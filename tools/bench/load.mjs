import { randomUUID } from 'node:crypto';
import { Pool } from 'undici';
import { quantile } from './statistics.mjs';

// Sends applications for a while, each by another person with a key of its own. A request that was begun is always waited for, so that what
// was counted can be compared with the rows.

const { url, jobId, seconds, connections } = JSON.parse(process.argv[2]);
const pool = new Pool(url, { connections, pipelining: 1 });
const statuses = {};
const latencies = [];
const started = performance.now();
const deadline = started + seconds * 1_000;

await Promise.all(Array.from({ length: connections }, sendUntilDeadline));
const took = (performance.now() - started) / 1_000;
await pool.close();
process.send(
  { statuses, completed: latencies.length, seconds: took, p50Ms: quantile(latencies, 0.5), p99Ms: quantile(latencies, 0.99) },
  () => process.disconnect(),
);

async function sendUntilDeadline() {
  while (performance.now() < deadline) {
    const begun = performance.now();
    const key = randomUUID();
    const { statusCode, body } = await pool.request({
      method: 'POST',
      path: '/api/v1/applications',
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: applicationOf(key),
    });
    await body.dump();
    latencies.push(performance.now() - begun);
    statuses[statusCode] = (statuses[statusCode] ?? 0) + 1;
  }
}

function applicationOf(key) {
  return JSON.stringify({
    jobId,
    name: 'Made-up Applicant',
    email: `applicant.${key}@example.org`,
    phone: '+1 555 010 0199',
    source: 'careers_page',
    wantsPerson: false,
    answers: [
      { question: 'When could you start?', answer: 'Two months after an offer, sooner if my team finds a successor.' },
      {
        question: 'What attracts you to this work?',
        answer: 'I like services that many people lean on without noticing, and teams that write things down.',
      },
    ],
    consents: [{ kind: 'privacy_notice', givenAt: '2026-01-05T09:00:00.000Z' }],
  });
}
