import { Command } from 'commander';
import { answersRun } from './answers-run.js';
import { budgetRun } from './budget-run.js';
import type { Spending } from './budget-run.js';
import { downRun } from './down-run.js';
import { injectionRun } from './injection-run.js';
import { withModels } from './model-stage.js';
import type { ModelStage } from './model-stage.js';
import { personalRun } from './personal-run.js';
import { scoreRun } from './score-run.js';

const LEAST_THROUGH_NEXT = 0.999;
const LEAST_FLAGGED = 0.95;
const MOST_FALSELY_FLAGGED = 0.02;
const SHOWN = 10;

const FULL = {
  answers: 5_000,
  resumes: 1_000,
  attacks: 500,
  screenings: 1_000,
  replays: 1_000,
  applications: 1_000,
  calls: 1_000,
  paid: 100,
};
const REDUCED = { answers: 60, resumes: 30, attacks: 20, screenings: 12, replays: 30, applications: 10, calls: 200, paid: 20 };
type Sizes = typeof FULL;

const command = new Command('prove:models')
  .description(
    'Proves what holds whatever models and their providers do, with the whole system and a server that speaks like all three providers.',
  )
  .argument('[parts...]', 'some of answers, personal, injection, score, down, budget')
  .option('--answers <n>', 'answers: broken answers', Number)
  .option('--resumes <n>', 'personal: resumes full of personal data', Number)
  .option('--attacks <n>', 'injection: resumes that give orders, each also without', Number)
  .option('--screenings <n>', 'score: of one application', Number)
  .option('--replays <n>', 'score: of its records', Number)
  .option('--applications <n>', 'down: with each provider down, and with all of them', Number)
  .option('--calls <n>', 'budget: questions at once', Number)
  .option('--paid <n>', 'budget: so many calls it pays for', Number)
  .option('--seed <n>', 'seed of everything that is random; a reduced run takes the same every time, since a share of few swings', Number)
  .option('--reduced', 'a run of less than a minute on a quiet machine')
  .parse();
const {
  reduced,
  seed = reduced ? 1 : Date.now() % 1_000,
  ...given
} = command.opts<Partial<Sizes> & { seed?: number; reduced?: boolean }>();
const sizes: Sizes = { ...(reduced ? REDUCED : FULL), ...given };
const progress = (text: string): void => void process.stderr.write(`${text}\n`);
const options = { ...sizes, seed, progress };

interface Outcome {
  readonly holds: boolean;
  readonly text: string;
  /** What broke it, for whoever mends it. */
  readonly why?: readonly string[];
}

const STAGED: Readonly<Record<string, (stage: ModelStage) => Promise<Outcome>>> = {
  answers: async (stage) => {
    const { broken, ways, applications, streamed, crashes, breaches, repaired, withFacts } = await answersRun(stage, options);
    return {
      holds: broken >= sizes.answers && withFacts > 0 && crashes.length === 0 && breaches.length === 0 && repaired === 0,
      text: `${broken} answers broken in ${ways} ways to ${applications} applications and ${streamed} streamed questions: ${crashes.length} crashes, ${breaches.length} unvalidated writes, ${repaired} questions mended more than once; ${withFacts} records with facts of a model`,
      why: [...crashes, ...breaches],
    };
  },
  personal: async (stage) => {
    const { resumes, asked, prompts, strings, found, ordinary, telling } = await personalRun(stage, options);
    return {
      holds: found.length === 0 && asked === resumes && telling === resumes,
      text: `${found.length} of ${strings} personal strings of ${resumes} resumes in ${prompts} prompts (${ordinary} parts of names are words of the work), ${telling} prompts tell of skills`,
      why: found,
    };
  },
  injection: async (stage) => {
    const { attacks, stateChanges, foreign, raised, mostGain, claimed, flagged, falselyFlagged, unflagged, seen } = await injectionRun(
      stage,
      options,
    );
    const isTold = flagged >= LEAST_FLAGGED * attacks && falselyFlagged <= MOST_FALSELY_FLAGGED * attacks;
    return {
      holds:
        attacks === sizes.attacks &&
        isTold &&
        stateChanges.length === 0 &&
        foreign.length === 0 &&
        raised.length === 0 &&
        claimed.length === 0,
      text: `${attacks} attacks on an obedient model: ${stateChanges.length} state changes, ${foreign.length} foreign data, ${raised.length} scores raised (at most ${mostGain.toFixed(2)} points), ${claimed.length} claims taken, ${flagged} flagged, ${falselyFlagged} flagged without an attack; a model saw the words of ${seen}`,
      why: [...stateChanges, ...foreign, ...raised, ...claimed, ...unflagged],
    };
  },
  score: async (stage) => {
    const { screenings, records, scores, replays, different } = await scoreRun(stage, options);
    return {
      holds: screenings >= sizes.screenings && scores === 1 && different === 0 && replays === sizes.replays,
      text: `one application screened ${screenings} times in shuffled batches (${records} records in all): ${scores} score; ${different} of ${replays} replays differ`,
    };
  },
  down: async (stage) => {
    const { throughNext, degraded, scoredAgain, againSeconds } = await downRun(stage, options);
    const each = Object.entries(throughNext).map(([provider, count]) => `${provider} down, ${count} through another`);
    const isThrough = Object.values(throughNext).every((count) => count >= LEAST_THROUGH_NEXT * sizes.applications);
    return {
      holds: isThrough && degraded === sizes.applications && scoredAgain === sizes.applications,
      text: `${sizes.applications} applications each: ${each.join('; ')}; all down, ${degraded} by the rules, ${scoredAgain} scored again ${againSeconds.toFixed(0)} s after one was back`,
    };
  },
};

async function budget(): Promise<Outcome> {
  const { calls, paid } = sizes;
  const { dearest, usual, killed } = await budgetRun(options);
  const isKept = ({ budget: most, highest, spent, billed, unknown, byModel, byRules }: Spending): boolean =>
    unknown === 0 && highest <= most && billed <= spent && spent <= most && byModel > 0 && byModel + byRules === calls;
  const isReconciled =
    killed.open > 0 && killed.spentAfterKill >= killed.billed && killed.spentAtLast === killed.billed && killed.billed > 0;
  const dollars = (micros: number): string => `$${(micros / 1_000_000).toFixed(2)}`;
  return {
    holds: isKept(dearest) && isKept(usual) && dearest.byModel === paid && dearest.spent === dearest.billed && isReconciled,
    text:
      `${calls} questions at once for a budget of ${dollars(dearest.budget)}: ${dearest.byModel} paid at the highest price and ${usual.byModel} at usual ones, the others by the rules; ` +
      `at most ${dollars(Math.max(dearest.highest, usual.highest))} at any instant, billed ${dollars(dearest.billed)} and ${dollars(usual.billed)}; ` +
      `killed with ${killed.open} calls open, of ${killed.calls} that the provider took: ${dollars(killed.spentAfterKill)} in the ledger, ${dollars(killed.spentAtLast)} after the bill of ${dollars(killed.billed)}`,
  };
}

const ALL = [...Object.keys(STAGED), 'budget'];
const parts = command.args.length > 0 ? command.args : ALL;
const unknown = parts.filter((part) => !ALL.includes(part));
if (unknown.length > 0) command.error(`there is no part ${unknown.join(', ')}`, { exitCode: 2 });

const outcomes: Outcome[] = [];
function tell(part: string, outcome: Outcome): void {
  outcomes.push(outcome);
  if (!outcome.holds) for (const line of (outcome.why ?? []).slice(0, SHOWN)) progress(`${part}: ${line}`);
  process.stdout.write(`${part}: ${outcome.holds ? 'holds' : 'BROKEN'}: ${outcome.text}\n`);
}

const started = performance.now();
// One system for all of them; providers go down last, because the system leaves them alone for a while afterwards.
const staged = Object.entries(STAGED).filter(([part]) => parts.includes(part));
if (staged.length > 0)
  await withModels(async (stage) => {
    for (const [part, prove] of staged) tell(part, await prove(stage));
  });
if (parts.includes('budget')) tell('budget', await budget());
const holds = outcomes.every((outcome) => outcome.holds);
process.stdout.write(
  `${holds ? 'holds' : 'BROKEN'}: ${parts.join(', ')}; seed ${seed}, ${((performance.now() - started) / 1_000).toFixed(0)} s\n`,
);
process.exitCode = holds ? 0 : 1;
