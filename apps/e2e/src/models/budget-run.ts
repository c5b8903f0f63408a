import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newId } from '@shortlist/platform';
import type { Infrastructure, Models } from '@shortlist/platform';
import { Random } from '@shortlist/sample-data';
import { ModelServer, TestDatabase, eventually } from '@shortlist/testing';
import type { ModelBehaviour, TakenCall } from '@shortlist/testing';
import { providersAt } from './model-stage.js';
import { MOST_TOKENS, askSkills } from './skills-question.js';

export interface BudgetOptions {
  /** At the same time. */
  readonly calls: number;
  /** So many of them the budget pays for, when each is as dear as it can be. */
  readonly paid: number;
  readonly seed: number;
  readonly progress: (text: string) => void;
}

/** What came of questions that were all asked at once. */
export interface Spending {
  readonly byModel: number;
  readonly byRules: number;
  /** All in millionths of a US dollar. */
  readonly budget: number;
  /** The most that stood in the ledger at any instant. */
  readonly highest: number;
  /** What stands there at last. */
  readonly spent: number;
  /** What the provider has billed, whether or not its answers arrived. */
  readonly billed: number;
  /** Calls that the provider took and the ledger does not know, or that cost more than was reserved for them. */
  readonly unknown: number;
}

/** What a process left behind that was killed while its calls ran. */
export interface Killed {
  readonly calls: number;
  /** Calls whose end it did not live to see. */
  readonly open: number;
  readonly billed: number;
  /** What counted as spent right after the kill: the bill at least. */
  readonly spentAfterKill: number;
  /** What is spent once the bill was entered. */
  readonly spentAtLast: number;
}

export interface BudgetResult {
  /** Every answer as dear as it may be: then the budget pays for exactly so many. */
  readonly dearest: Spending;
  /** Answers of any price; some break off, and some tell a usage that cannot be. */
  readonly usual: Spending;
  readonly killed: Killed;
}

/** Only what is answered costs anything: a thousandth of a dollar a token. */
const MICROS_PER_TOKEN = 1_000;
const PRICES = `openai/gpt-4.1-mini=0:${MICROS_PER_TOKEN}`;
const MICROS_PER_CENT = 10_000;
const ANSWER = '{"skills":[]}';
const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const KILLED_CALLS = 60;
/** Processes that share the budget, each with connections of its own, and the questions that each asks at once. */
const PROCESSES = 4;
const AT_ONCE = '20';
/** A question that found no connection to its ledger is asked again, as its task would: on a busy machine many wait for one row. */
const ASKED_MS = 120_000;

/** Keeps what the ledger says after every statement that changes it: nothing that lasts a moment is missed. */
const WATCH = `
  CREATE TABLE public.spendings (organization_id uuid, micros bigint);
  CREATE FUNCTION public.note_spending() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
    BEGIN INSERT INTO spendings VALUES (NEW.organization_id, greatest(NEW.hour_micros, NEW.day_micros)); RETURN NULL; END $$;
  CREATE TRIGGER note_spending AFTER INSERT OR UPDATE ON platform.budgets FOR EACH ROW EXECUTE FUNCTION public.note_spending();`;

/** Many calls at once against a budget for a tenth of them, and a process that is killed between calls and answers. */
export async function budgetRun({ calls, paid, seed, progress }: BudgetOptions): Promise<BudgetResult> {
  const server = await ModelServer.start();
  const database = await TestDatabase.start([]);
  try {
    await database.rows(WATCH);
    const cents = String((paid * MOST_TOKENS * MICROS_PER_TOKEN) / MICROS_PER_CENT);
    const variables = {
      ...{
        ...providersAt(server),
        MODEL_PROVIDERS: 'openai',
        MODEL_PRICES: PRICES,
        MODEL_QUESTIONS_AT_ONCE: AT_ONCE,
        DATABASE_POOL_SIZE: '8',
      },
      ...{ MODEL_BUDGET_HOUR_CENTS: cents, MODEL_BUDGET_DAY_CENTS: cents },
    };
    const random = new Random(seed);
    const run = { server, database, variables, calls, paid, budget: Number(cents) * MICROS_PER_CENT };
    const dearest = await spend(run, () => answer(MOST_TOKENS, 0));
    progress(`${dearest.byModel} of ${calls} answered by a model when each costs the most it can`);
    const usual = await spend(run, () => usualAnswer(random));
    progress(`${usual.byModel} of ${calls} at usual prices`);
    const killed = await kill(run, random);
    progress(`${killed.open} of ${killed.calls} calls were open when the process was killed`);
    return { dearest, usual, killed };
  } finally {
    await database.stop();
    await server.stop();
  }
}

interface Run {
  readonly server: ModelServer;
  readonly database: TestDatabase;
  readonly variables: Record<string, string>;
  readonly calls: number;
  readonly paid: number;
  readonly budget: number;
}

function answer(outputTokens: number, afterMs: number): ModelBehaviour {
  return { kind: 'answer', text: ANSWER, usage: { inputTokens: 500, outputTokens }, afterMs };
}

/** One in ten breaks off, one in twenty lies about its usage; all are billed. */
function usualAnswer(random: Random): ModelBehaviour {
  const usage = { inputTokens: 500, outputTokens: random.between(1, MOST_TOKENS) };
  const fate = random.next();
  if (fate < 0.1) return { kind: 'cut', usage };
  return { kind: 'answer', text: ANSWER, usage, lies: fate < 0.15, afterMs: random.between(0, 60) };
}

async function spend({ server, database, variables, calls, budget }: Run, behave: () => ModelBehaviour): Promise<Spending> {
  const organizationId = newId();
  server.calls.splice(0);
  server.behave = behave;
  const processes = await Promise.all(Array.from({ length: PROCESSES }, () => database.infrastructure(variables)));
  const models = (index: number): Models => (processes[index % PROCESSES] as Infrastructure).models;
  const answers = await Promise.all(
    Array.from({ length: calls }, (_, index) => eventually(() => askSkills(models(index), organizationId, `text ${index}`), ASKED_MS)),
  );
  for (const infrastructure of processes) await infrastructure.tasks.stop(0).then(() => infrastructure.close());
  const [{ highest = 0 } = {}] = await database.rows<{ highest: number }>(
    'SELECT max(micros)::float8 AS highest FROM public.spendings WHERE organization_id = $1',
    [organizationId],
  );
  return {
    byModel: answers.filter(({ run }) => run.provider === 'openai' && !run.degraded).length,
    byRules: answers.filter(({ run }) => run.provider === 'rules' && run.degraded).length,
    ...{ budget, highest, spent: await spentOf(database, organizationId), billed: billOf(server.calls) },
    unknown: await unknownCalls(database, organizationId, server.calls),
  };
}

/** A process is killed with `kill -9` while some of its calls are answered, some are being answered and some never will be. */
async function kill({ server, database, variables, paid }: Run, random: Random): Promise<Killed> {
  const organizationId = newId();
  server.calls.splice(0);
  server.behave = ({ callId = '' }) => {
    const usage = { inputTokens: 500, outputTokens: random.between(1, MOST_TOKENS) };
    const kinds: ModelBehaviour[] = [
      { kind: 'answer', text: ANSWER, usage },
      { kind: 'answer', text: ANSWER, usage, afterMs: 300 },
      { kind: 'stall', usage },
    ];
    return kinds[parseInt(callId.slice(-1), 16) % kinds.length] as ModelBehaviour;
  };
  const told = {
    ...{ address: database.address, organizationId, questions: KILLED_CALLS },
    variables: { ...variables, DATA_DIR: database.folder, LOG_LEVEL: 'fatal', MODEL_QUESTIONS_AT_ONCE: '30' },
  };
  const loader = ['--conditions=@shortlist/source', '--import', join(ROOT, 'tools/loader/source.mjs')];
  const child = spawn(process.execPath, [...loader, join(ROOT, 'apps/e2e/src/models/asking-process.ts'), JSON.stringify(told)], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  const gone = once(child, 'exit');
  try {
    await eventually(() => {
      if (server.calls.length < Math.min(KILLED_CALLS, paid) / 2) throw new Error(`${server.calls.length} calls were taken`);
    }, 120_000);
  } finally {
    child.kill('SIGKILL');
    await gone;
  }
  await eventually(() => {
    if (server.calls.some(({ billed }) => billed === null)) throw new Error('an answer is still being made');
  });
  const calls = [...server.calls];
  const spentAfterKill = await spentOf(database, organizationId);
  const [{ open = 0 } = {}] = await database.rows<{ open: number }>(
    `SELECT count(*)::int AS open FROM platform.model_calls WHERE organization_id = $1 AND state = 'reserved'`,
    [organizationId],
  );
  await enterBill(database, variables, organizationId, calls);
  return { calls: calls.length, open, billed: billOf(calls), spentAfterKill, spentAtLast: await spentOf(database, organizationId) };
}

/** What an operator does with the bill: every line of it is entered by the id of its call; what is on no line was never answered. */
async function enterBill(
  database: TestDatabase,
  variables: Record<string, string>,
  organizationId: string,
  calls: readonly TakenCall[],
): Promise<void> {
  const { modelLedger } = await database.infrastructure(variables);
  // Five minutes pass, within the same hour.
  await database.rows(`UPDATE platform.model_calls SET created_at = created_at - interval '6 minutes' WHERE organization_id = $1`, [
    organizationId,
  ]);
  await database.rows(
    `UPDATE platform.budgets SET hour_starts_at = hour_starts_at - interval '1 hour', day_starts_at = day_starts_at - interval '1 day' WHERE organization_id = $1`,
    [organizationId],
  );
  await modelLedger.endLost();
  const lost = await database.rows<{ id: string }>(`SELECT id FROM platform.model_calls WHERE organization_id = $1 AND state = 'unknown'`, [
    organizationId,
  ]);
  for (const { id } of lost) {
    const usage = calls.find(({ callId }) => callId === id)?.billed ?? null;
    const costMicros = (usage?.outputTokens ?? 0) * MICROS_PER_TOKEN;
    await modelLedger.settle(organizationId, id, {
      state: usage ? 'settled' : 'failed',
      usage,
      costMicros,
      milliseconds: 0,
      failure: usage ? null : 'lost',
    });
  }
}

function billOf(calls: readonly TakenCall[]): number {
  return calls.reduce((sum, { billed }) => sum + (billed?.outputTokens ?? 0) * MICROS_PER_TOKEN, 0);
}

/** What the running hour counts as spent, when the ledger says the same call by call; else not a number. */
async function spentOf(database: TestDatabase, organizationId: string): Promise<number> {
  const [row] = await database.rows<{ hour: number; calls: number }>(
    `SELECT b.hour_micros::float8 AS hour, (SELECT sum(coalesce(c.cost_micros, c.reserved_micros)) FROM platform.model_calls c WHERE c.organization_id = $1)::float8 AS calls
       FROM platform.budgets b WHERE b.organization_id = $1`,
    [organizationId],
  );
  return row && row.hour === row.calls ? row.hour : Number.NaN;
}

async function unknownCalls(database: TestDatabase, organizationId: string, calls: readonly TakenCall[]): Promise<number> {
  const rows = await database.rows<{ id: string; reserved: number }>(
    'SELECT id, reserved_micros::float8 AS reserved FROM platform.model_calls WHERE organization_id = $1',
    [organizationId],
  );
  const reserved = new Map(rows.map((row) => [row.id, row.reserved]));
  return calls.filter(({ callId = '', billed }) => (billed?.outputTokens ?? 0) * MICROS_PER_TOKEN > (reserved.get(callId) ?? -1)).length;
}
