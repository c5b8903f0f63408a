import { Models } from '@shortlist/platform';
import type { ModelAnswer, ModelQuestion, PortWrapper } from '@shortlist/platform';
import type { Installation } from '@shortlist/standalone';
import { ModelServer, eventually } from '@shortlist/testing';
import type { CriteriaDto } from '@shortlist/api-client';
import { asSuperuser, countRows } from '../superuser.js';
import { withSystem } from '../system.js';

/** The whole system with three providers, all of which are one server of this process. */
export interface ModelStage {
  readonly installation: Installation;
  readonly server: ModelServer;
  readonly questions: WatchedModels;
}

/** The models of the system, and what they are asked about, before anything of it is masked. */
export class WatchedModels extends Models {
  watch: (data: string) => void = () => undefined;

  constructor(private readonly models: Models) {
    super();
  }

  override ask<T extends object>(question: ModelQuestion<T>): Promise<ModelAnswer<T>> {
    this.watch(question.data);
    return this.models.ask(question);
  }
}

/** Nobody runs out of money where money is not what is looked at, and a busy machine gives no second receipt for one application. */
const PATIENT = { MODEL_BUDGET_HOUR_CENTS: '100000000', MODEL_BUDGET_DAY_CENTS: '100000000', INTAKE_APPEND_TIMEOUT_MS: '30000' };

/** Criteria that ask a model, whose answers then come from the server of the stage. */
export const ASKING: NonNullable<CriteriaDto['model']> = { provider: 'openai', temperature: 0, maxTokens: 800, routing: 'fixed' };

/** What tells a process that all providers are this server. */
export function providersAt({ url }: ModelServer): Record<string, string> {
  const addresses = { OPENAI_BASE_URL: `${url}/v1`, ANTHROPIC_BASE_URL: url, OLLAMA_URL: url };
  return { MODEL_PROVIDERS: 'openai,anthropic,ollama', OPENAI_API_KEY: 'key', ANTHROPIC_API_KEY: 'key', ...addresses };
}

/** Starts the system and the server for as long as the work takes. */
export async function withModels<T>(work: (stage: ModelStage) => Promise<T>): Promise<T> {
  const server = await ModelServer.start();
  const watched: WatchedModels[] = [];
  const wrap = ((_name, port) => {
    if (!(port instanceof Models)) return port;
    watched.push(new WatchedModels(port));
    return watched[0];
  }) as PortWrapper;
  const stageOf = (installation: Installation): ModelStage => {
    const [questions] = watched;
    if (!questions) throw new Error('The system has no models.');
    return { installation, server, questions };
  };
  try {
    return await withSystem((installation) => work(stageOf(installation)), { ...PATIENT, ...providersAt(server) }, wrap);
  } finally {
    await server.stop();
  }
}

/** Runs `work` for every member, so many at once. */
export async function inParallel<T>(
  members: readonly T[],
  atOnce: number,
  work: (member: T, index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < members.length; index = next++) await work(members[index] as T, index);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, members.length) }, worker));
}

/** Waits until every application of the job has the newest screening that was asked for, and that nothing of them is left to do. */
export async function untilAllScreened({ installation }: ModelStage, jobId: string, count: number, timeoutMs = 1_800_000): Promise<void> {
  await asSuperuser(installation.address, (client) =>
    eventually(async () => {
      const done = 'SELECT 1 FROM screening.screening_subjects WHERE job_id = $1 AND run > 0 AND requested_run = run';
      const screened = await countRows(client, done, [jobId]);
      if (screened < count) throw new Error(`${screened} of ${count} applications are screened`);
    }, timeoutMs),
  );
}
