import { Random } from '@shortlist/sample-data';
import { eventually } from '@shortlist/testing';
import { asSuperuser, countRows } from '../superuser.js';
import { Tenant } from '../tenant.js';
import { markedResume } from './marked-resume.js';
import { ASKING, inParallel, untilAllScreened } from './model-stage.js';
import type { ModelStage } from './model-stage.js';
import { storedScreenings } from './stored-screenings.js';
import { validAnswer } from './valid-answer.js';

export interface ScoreOptions {
  /** Of the one application, each in a batch with others. */
  readonly screenings: number;
  readonly replays: number;
  readonly seed: number;
  readonly progress: (text: string) => void;
}

export interface ScoreResult {
  /** Of the one application. */
  readonly screenings: number;
  /** Of all applications that say the same. */
  readonly records: number;
  /** Different scores among them, explanations included. */
  readonly scores: number;
  readonly replays: number;
  readonly different: number;
}

/** Applications of other people with the same resume: they are screened in the same batches, in another order each time. */
const COPIES = 8;
const REPLAYS_AT_ONCE = 8;
const MARK = 4;

/** The same application is screened again and again, in batches of any order and size, and its records are replayed. */
export async function scoreRun(stage: ModelStage, { screenings, replays, seed, progress }: ScoreOptions): Promise<ScoreResult> {
  const random = new Random(seed);
  stage.server.behave = (call) => ({ kind: 'answer', text: JSON.stringify(validAnswer(call, new Random(seed))) });
  const tenant = await Tenant.register(stage.installation.url, 'score');
  const jobId = await tenant.openJob({
    mustHaveSkills: [{ name: 'Python', years: 2 }, { name: 'Kafka' }],
    minExperienceYears: 3,
    model: ASKING,
  });
  const ids: string[] = [];
  await inParallel([...Array(COPIES).keys()], COPIES, async (copy) => {
    ids.push((await tenant.apply(jobId, `copy.${copy}@example.org`, markedResume(MARK))).id);
  });
  await untilAllScreened(stage, jobId, COPIES);
  const [first = '', ...others] = ids;
  for (let done = 1; done < screenings; done += 1) {
    const batch = shuffled([first, ...random.sample(others, random.between(0, others.length))], random);
    await tenant.client.call('POST /screenings', { body: { applicationIds: batch } });
    await untilDone(stage);
    if (done % 100 === 0) progress(`${done} of ${screenings} screenings`);
  }
  const stored = await storedScreenings(stage, jobId);
  // As of the time of receipt, which is not the same for everybody: what it decides is the length of a running role.
  const own = stored.filter(({ applicationId }) => applicationId === first);
  let different = 0;
  const asked = Array.from({ length: replays }, (_, index) => own[index % own.length]?.id ?? '');
  await inParallel(asked, REPLAYS_AT_ONCE, async (id) => {
    const { data } = await tenant.client.call('POST /screenings/:id/replay', { path: { id } });
    if (!data.identical || data.recordedScore !== own[0]?.score || data.replayedScore !== data.recordedScore) different += 1;
  });
  return {
    screenings: own.length,
    records: stored.length,
    scores: Math.max(new Set(own.map(({ result }) => JSON.stringify(result))).size, new Set(stored.map(({ score }) => score)).size),
    replays,
    different,
  };
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  return list
    .map((one) => ({ one, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}

/** Waits for the task of the batch, without the pauses of somebody who asks for it over HTTP. */
async function untilDone({ installation }: ModelStage): Promise<void> {
  await asSuperuser(installation.address, (client) =>
    eventually(async () => {
      const waiting = await countRows(client, "SELECT 1 FROM platform.tasks WHERE status IN ('waiting', 'running')");
      if (waiting > 0) throw new Error(`${waiting} tasks run`);
    }, 600_000),
  );
}
