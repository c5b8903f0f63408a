import { eventually } from '@shortlist/testing';
import type { ModelBehaviour, ModelProtocol } from '@shortlist/testing';
import { markedResume } from './marked-resume.js';
import { asSuperuser, countRows } from '../superuser.js';
import { Tenant } from '../tenant.js';
import { ASKING, inParallel, untilAllScreened } from './model-stage.js';
import type { ModelStage } from './model-stage.js';
import { storedScreenings } from './stored-screenings.js';
import { validAnswer } from './valid-answer.js';
import { Random } from '@shortlist/sample-data';

export interface DownOptions {
  /** With each of the providers down, and with all of them. */
  readonly applications: number;
  readonly progress: (text: string) => void;
}

export interface DownResult {
  /** By the provider that was down: how many of the applications the next one answered for. */
  readonly throughNext: Readonly<Record<string, number>>;
  /** While all were down: answered by the rules, marked as degraded and for a person. */
  readonly degraded: number;
  /** Of those so many were scored again by a model, once there was one. */
  readonly scoredAgain: number;
  /** Until the last of them was, from the moment when a provider was back. */
  readonly againSeconds: number;
}

/** How each of them fails: by a refusal, without a word, and by silence. */
const OUTAGES: Readonly<Record<ModelProtocol, ModelBehaviour>> = {
  openai: { kind: 'status', status: 503 },
  anthropic: { kind: 'hang_up' },
  ollama: { kind: 'stall' },
};
const ALL = Object.keys(OUTAGES) as ModelProtocol[];
const AT_ONCE = 16;
/** Pages of 200 come one after the other; what is degraded after that stays so. */
const AGAIN_MS = 120_000;
const AGAIN_MS_EACH = 1_000;

/** Providers go down one by one, then all at once, and come back. */
export async function downRun(stage: ModelStage, { applications, progress }: DownOptions): Promise<DownResult> {
  const tenant = await Tenant.register(stage.installation.url, 'down');
  const throughNext: Record<string, number> = {};
  for (const [index, provider] of ALL.entries()) {
    serve(stage, (protocol) => protocol !== provider);
    const jobId = await tenant.openJob({ mustHaveSkills: [{ name: 'Python' }], model: { ...ASKING, provider } });
    await applyAll(stage, tenant, jobId, index * applications, applications);
    const stored = await storedScreenings(stage, jobId);
    const byModel = stored.filter(({ modelRun }) => modelRun && !modelRun.degraded && ![provider, 'rules'].includes(modelRun.provider));
    throughNext[provider] = new Set(byModel.map(({ applicationId }) => applicationId)).size;
    progress(`${provider} down: ${throughNext[provider]} of ${applications} answered by another`);
  }
  serve(stage, () => false);
  const jobId = await tenant.openJob({ mustHaveSkills: [{ name: 'Python' }], model: ASKING });
  await applyAll(stage, tenant, jobId, ALL.length * applications, applications);
  const stood = (await storedScreenings(stage, jobId)).filter(
    ({ outcome, modelRun, flags, needsPerson }) =>
      outcome === 'scored' && modelRun?.provider === 'rules' && modelRun.degraded && flags.includes('degraded') && needsPerson,
  );
  progress(`all down: ${stood.length} of ${applications} by the rules`);
  serve(stage, (protocol) => protocol === 'ollama');
  const back = performance.now();
  await untilNothingDegraded(stage, jobId, AGAIN_MS + applications * AGAIN_MS_EACH).catch((error: unknown) => progress(String(error)));
  const newest = new Map((await storedScreenings(stage, jobId)).map((one) => [one.applicationId, one]));
  const again = [...newest.values()].filter(
    ({ run, modelRun, flags }) => run > 1 && modelRun?.provider === 'ollama' && !modelRun.degraded && !flags.includes('degraded'),
  );
  return { throughNext, degraded: stood.length, scoredAgain: again.length, againSeconds: (performance.now() - back) / 1_000 };
}

function serve({ server }: ModelStage, isUp: (protocol: ModelProtocol) => boolean): void {
  server.behave = (call) =>
    isUp(call.protocol) ? { kind: 'answer', text: JSON.stringify(validAnswer(call, new Random(call.raw.length))) } : OUTAGES[call.protocol];
}

async function applyAll(stage: ModelStage, tenant: Tenant, jobId: string, from: number, count: number): Promise<void> {
  const marks = Array.from({ length: count }, (_, index) => from + index);
  await inParallel(marks, AT_ONCE, async (mark) => void (await tenant.apply(jobId, `down.${mark}@example.org`, markedResume(mark))));
  await untilAllScreened(stage, jobId, count);
}

/** The look that is taken every minute is taken at once here: how long a minute is need not be proven. */
async function untilNothingDegraded({ installation }: ModelStage, jobId: string, timeoutMs: number): Promise<void> {
  await asSuperuser(installation.address, (client) =>
    eventually(async () => {
      await client.query(
        "UPDATE pgboss.job SET start_after = now() WHERE name = 'screening.rescore_degraded' AND state = 'created' AND start_after > now()",
      );
      const left = await countRows(
        client,
        'SELECT 1 FROM screening.screening_subjects WHERE job_id = $1 AND (degraded OR requested_run > run)',
        [jobId],
      );
      if (left > 0) throw new Error(`${left} applications are still degraded`);
    }, timeoutMs),
  );
}
