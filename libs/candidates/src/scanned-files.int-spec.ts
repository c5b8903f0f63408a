import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@shortlist/platform';
import { CandidatesFixture, resumeOf } from './candidates.fixture-spec.js';
import type { ResumeRow } from './candidates.fixture-spec.js';

let clamd: Server;
let verdict = 'OK';
let fixture: CandidatesFixture;
let call: Awaited<ReturnType<CandidatesFixture['as']>>;
const organizationId = newId();

/** Answers the end of every stream (four zero bytes) with the verdict. */
beforeAll(async () => {
  clamd = createServer((socket) => {
    let tail = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      tail = Buffer.concat([tail, chunk]).subarray(-4);
      if (tail.equals(Buffer.alloc(4))) socket.end(`stream: ${verdict}\0`);
    });
  });
  await new Promise<void>((resolve) => clamd.listen(0, '127.0.0.1', resolve));
  fixture = await CandidatesFixture.start({ CLAMD_URL: `tcp://127.0.0.1:${(clamd.address() as AddressInfo).port}` });
  call = await fixture.as('recruiter', organizationId);
});
afterAll(async () => {
  await fixture.stop();
  await new Promise((resolve) => clamd.close(resolve));
});

describe('with a virus scanner, the file of a resume', () => {
  it('is handed out once the scanner has seen it, and never when it refused it', async () => {
    const email = `scanned.${newId()}@example.org`;
    const data = await fixture.apply({ organizationId, email, resume: resumeOf({ name: 'Ada Example', email }) });
    const { id } = await fixture.settled(data);
    const file = async (): Promise<unknown> => {
      const { status, body } = await call('GET', `/resumes/${id}/file`);
      return [status, body.code];
    };
    const again = async (): Promise<ResumeRow> => {
      expect((await call('POST', `/resumes/${id}/parse`)).status).toBe(202);
      return fixture.settled(data);
    };
    expect(await file()).toEqual([200, undefined]);
    expect((await call('GET', `/resumes/${id}`)).body.data).toMatchObject({ status: 'parsed', scan: 'clean' });

    // Read before a scanner was set up.
    await fixture.database.rows('UPDATE candidates.resumes SET scan = NULL WHERE id = $1', [id]);
    expect(await file()).toEqual([409, 'candidates.resume_not_scanned']);
    expect(await again()).toMatchObject({ status: 'parsed', scan: 'clean' });
    expect(await file()).toEqual([200, undefined]);

    await fixture.database.rows('UPDATE candidates.resumes SET scan = NULL WHERE id = $1', [id]);
    verdict = 'Eicar-Test-Signature FOUND';
    expect(await again()).toMatchObject({ status: 'failed', failure_code: 'infected', scan: 'infected' });
    expect(await file()).toEqual([409, 'candidates.resume_infected']);
    verdict = 'OK';
    expect(await again()).toMatchObject({ status: 'parsed', scan: 'clean' });
    expect(await file()).toEqual([200, undefined]);
  });

  it('stays in quarantine where the scanner refuses it at once', async () => {
    verdict = 'Eicar-Test-Signature FOUND';
    const data = await fixture.apply({ organizationId, email: `ill.${newId()}@example.org`, resume: resumeOf({ name: 'Ill Example' }) });
    const { id, storage_key: key } = await fixture.settled(data);
    verdict = 'OK';
    expect(key).toContain('/quarantine/');
    expect(await call('GET', `/resumes/${id}/file`)).toMatchObject({ status: 409, body: { code: 'candidates.resume_infected' } });
  });
});
