import { newId, validatorOf } from '@shortlist/platform';
import { Random } from '@shortlist/sample-data';
import type { ModelBehaviour, TakenCall } from '@shortlist/testing';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { asSuperuser, countRows } from '../superuser.js';
import { Tenant } from '../tenant.js';
import { brokenAnswer } from './broken-answers.js';
import { markOf, markedResume } from './marked-resume.js';
import { ASKING, inParallel, untilAllScreened } from './model-stage.js';
import type { ModelStage } from './model-stage.js';
import { ShownSkillsDto, askSkills } from './skills-question.js';
import { breachesOf, storedScreenings } from './stored-screenings.js';
import type { StoredScreening } from './stored-screenings.js';
import { validAnswer } from './valid-answer.js';

export interface AnswersOptions {
  /** Broken answers that the server gives at least. */
  readonly answers: number;
  readonly seed: number;
  readonly progress: (text: string) => void;
}

export interface AnswersResult {
  readonly broken: number;
  /** Different things that were wrong with them. */
  readonly ways: number;
  readonly applications: number;
  readonly streamed: number;
  /** Applications without one score, tasks given up, errors that nobody caught. */
  readonly crashes: readonly string[];
  /** What was stored and should not have been. */
  readonly breaches: readonly string[];
  /** Questions that led to more than one call to mend an answer. */
  readonly repaired: number;
  /** Records that a model added facts to. */
  readonly withFacts: number;
}

/** Of the answers so many are broken, so that the next provider is needed as well. */
const BROKEN_SHARE = 0.75;
const ROUND = 100;
const AT_ONCE = 16;
/** Marks of questions that are streamed to somebody who waits begin here. Longer ones look like phone numbers and are masked. */
const STREAMED_FROM = 100_000;
const SHOWN = 20;

/** Applications are screened, and questions are streamed, while three quarters of all answers are broken in some way. */
export async function answersRun(stage: ModelStage, { answers, seed, progress }: AnswersOptions): Promise<AnswersResult> {
  const given = new GivenAnswers(seed);
  const errors: string[] = [];
  const onError = (error: unknown): void => void errors.push(`not caught: ${String(error)}`);
  process.on('unhandledRejection', onError).on('uncaughtException', onError);
  try {
    const tenant = await Tenant.register(stage.installation.url, 'answers');
    const jobId = await tenant.openJob({ mustHaveSkills: [{ name: 'Python' }], niceToHaveSkills: [{ name: 'Kafka' }], model: ASKING });
    stage.server.behave = (call) => given.next(call);
    stage.questions.watch = (data) => given.asked(data);
    const marks = new Map<string, number>();
    let streamed = 0;
    // An application takes one to four answers.
    const size = Math.min(ROUND, Math.ceil(answers / 2));
    while (given.broken < answers) {
      const round = Array.from({ length: size }, (_, index) => marks.size + index);
      await Promise.all([
        inParallel(round, AT_ONCE, async (mark) => {
          const { id } = await tenant.apply(jobId, `applicant.${mark}@example.org`, markedResume(mark));
          marks.set(id, mark);
        }),
        inParallel(round.slice(0, size / 4), 4, async () => void errors.push(...(await askStreamed(stage, STREAMED_FROM + streamed++)))),
      ]);
      await untilAllScreened(stage, jobId, marks.size);
      progress(`${given.broken} of ${answers} broken answers, ${marks.size} applications`);
    }
    const stored = await storedScreenings(stage, jobId);
    return {
      ...{ broken: given.broken, ways: given.ways.size, applications: marks.size, streamed, repaired: given.repairedTooOften() },
      crashes: [...errors, ...withoutScore(stored, marks), ...(await givenUp(stage))].slice(0, SHOWN),
      breaches: [...stored.flatMap((one) => breaches(one, markedResume(marks.get(one.applicationId) ?? -1), given)), ...polluted()].slice(
        0,
        SHOWN,
      ),
      withFacts: stored.filter(({ answer }) => answer && Object.values(answer.facts).some((facts) => facts.length > 0)).length,
    };
  } finally {
    process.off('unhandledRejection', onError).off('uncaughtException', onError);
  }
}

interface Question {
  asked: number;
  calls: number;
  repairs: number;
}

/** Decides on every answer by the seed, the question and how often it was asked, whatever comes first. */
class GivenAnswers {
  broken = 0;
  readonly ways = new Set<string>();
  schema: object | null = null;
  private readonly questions = new Map<number, Question>();

  constructor(private readonly seed: number) {}

  /** What the rules have stood in for is asked again later: that is another question. */
  asked(data: string): void {
    this.question(data).asked += 1;
  }

  next(call: TakenCall): ModelBehaviour {
    const [{ content } = { content: '' }] = call.turns;
    const question = this.question(content);
    question.calls += 1;
    if (call.turns.length > 1) question.repairs += 1;
    const mark = markOf(content);
    if (mark < STREAMED_FROM) this.schema = call.schema as object;
    const random = new Random(this.seed * 31 + mark * 8 + question.calls);
    const valid = validAnswer(call, random);
    if (random.next() >= BROKEN_SHARE) return { kind: 'answer', text: JSON.stringify(valid) };
    const { what, behaviour } = brokenAnswer(call, valid, random);
    this.broken += 1;
    this.ways.add(what);
    return behaviour;
  }

  repairedTooOften(): number {
    return [...this.questions.values()].filter(({ asked, repairs }) => repairs > asked).length;
  }

  private question(text: string): Question {
    const mark = markOf(text);
    const known = this.questions.get(mark) ?? { asked: 0, calls: 0, repairs: 0 };
    this.questions.set(mark, known);
    return known;
  }
}

/** A question whose answer is shown as it comes. Whatever the server does, it ends with a value of the right shape. */
async function askStreamed({ installation }: ModelStage, mark: number): Promise<string[]> {
  const provider = (['openai', 'anthropic', 'ollama'] as const)[mark % 3] as string;
  try {
    const { value } = await askSkills(installation.infrastructure.models, newId(), markedResume(mark), {
      choice: { provider, model: null, routing: 'fixed' },
      timeoutMs: 10_000,
      onText: () => undefined,
    });
    const checked = validatorOf(ShownSkillsDto, 'request')(structuredClone(value));
    return checked.ok ? [] : [`a streamed answer of another shape: ${JSON.stringify(checked.errors)}`];
  } catch (error) {
    return [`a streamed question threw ${String(error)}`];
  }
}

function withoutScore(stored: readonly StoredScreening[], marks: ReadonlyMap<string, number>): string[] {
  const scored = Map.groupBy(stored, ({ applicationId }) => applicationId);
  return [...marks].flatMap(([id, mark]) => {
    const records = scored.get(id) ?? [];
    // A record is followed by another one only where the rules had stood in.
    const isFine =
      records.length > 0 &&
      records.every(({ outcome, modelRun }, at) => outcome === 'scored' && (at === records.length - 1 || modelRun?.degraded));
    return isFine ? [] : [`application ${mark} has ${records.length} records: ${records.map(({ outcome }) => outcome).join(', ')}`];
  });
}

async function givenUp({ installation }: ModelStage): Promise<string[]> {
  const failed = await asSuperuser(installation.address, (client) => countRows(client, "SELECT 1 FROM pgboss.job WHERE state = 'failed'"));
  return failed === 0 ? [] : [`${failed} tasks given up`];
}

/** Also what the model said is kept only in the shape that was asked for, checked here by the schema that it was told. */
function breaches(screening: StoredScreening, resumeText: string, { schema }: GivenAnswers): string[] {
  const { answer } = screening;
  const found = breachesOf(screening, resumeText);
  if (answer === null) return found;
  const text = /^```(?:json)?\s*\n([\s\S]*?)\n?```$/.exec(answer.output.trim())?.[1] ?? answer.output.trim();
  const isValid = validatorOfSchema(schema ?? {});
  return isValid(JSON.parse(text)) ? found : [...found, `an answer of another shape was taken: ${text.slice(0, 200)}`];
}

const compiled = new WeakMap<object, (value: unknown) => boolean>();

function validatorOfSchema(schema: object): (value: unknown) => boolean {
  const known = compiled.get(schema) ?? (new Ajv2020({ strict: false }).compile(schema) as (value: unknown) => boolean);
  compiled.set(schema, known);
  return known;
}

function polluted(): string[] {
  return 'isAdmin' in {} ? ['a key of an answer has become one of every object'] : [];
}
