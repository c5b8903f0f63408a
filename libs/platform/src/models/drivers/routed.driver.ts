import { createHash } from 'node:crypto';
import type { Cache } from '../../cache/index.js';
import { isCacheUnavailable } from '../../cache/index.js';
import { Semaphore } from '../../semaphore.js';
import { organizationKey } from '../../keys/index.js';
import type { Keyring } from '../../keys/index.js';
import { FRAME, framed } from '../framed-data.js';
import type { Candidate, ModelCatalogue } from '../model-catalogue.js';
import type { ModelCalls } from '../model-calls.js';
import type { CallOutcome } from '../model-calls.js';
import { Models, questionHashes } from '../models.js';
import type { ModelAnswer, ModelQuestion, ModelRun } from '../models.js';
import type { Turn } from '../provider.js';
import { complaint, readAnswer } from '../read-answer.js';
import { REDACTION_VERSION, redacted } from '../redaction.js';
import { strictSchemaOf } from '../strict-schema.js';
import { RulesModels } from './rules.driver.js';

/** For all tries together, whatever the question allows. */
const MOST_MS = 60_000;
/** With less time than that nobody is asked any more. */
const LEAST_MS = 50;
const CACHED_SECONDS = 3_600;

/** What all tries of one question have used up, and whether a second call to mend an answer was made. */
interface Tally {
  inputTokens: number;
  outputTokens: number;
  costMicros: number;
  hasRepaired: boolean;
  /** Somebody who may see the data was asked, or would have been. */
  wasEligible: boolean;
  /** Whose turn it was and whom the organization does not allow. */
  readonly notAllowed: string[];
}

type Answered<T> = Pick<ModelAnswer<T>, 'value' | 'output'> & { readonly candidate: Candidate };

/**
 * Asks the model that a question names, or the one that its difficulty asks for; then, while there is time, each next one; at last the rules, and
 * then says so. What leaves the process is masked, an answer is used only in the shape that was asked for, and a wrong one is sent back once.
 */
export class RoutedModels extends Models {
  private readonly rules = new RulesModels();
  private readonly turns: Semaphore;
  private readonly running = new Map<string, Promise<ModelAnswer<object>>>();

  constructor(
    private readonly catalogue: ModelCatalogue,
    private readonly calls: ModelCalls,
    private readonly cache: Cache,
    private readonly keyring: Keyring,
    atOnce: number,
  ) {
    super();
    this.turns = new Semaphore(atOnce);
  }

  override async ask<T extends object>(question: ModelQuestion<T>): Promise<ModelAnswer<T>> {
    const candidates = this.catalogue.candidates(question.choice, question.difficulty ?? 0.5);
    if (candidates.length === 0) return this.rules.ask(question);
    const data = redacted(question.data, question.personal);
    const route = (): Promise<ModelAnswer<T>> => this.turns.run(() => this.route(question, data, candidates));
    if (question.onText) return route();
    // Who asks what is being asked waits for the same answer. Who watches the answer come wants it for himself.
    const key = keyOf(question, data, JSON.stringify(question.choice));
    const known = this.running.get(key) as Promise<ModelAnswer<T>> | undefined;
    if (known) return this.shared(question, await known);
    const answer = route().finally(() => this.running.delete(key));
    this.running.set(key, answer);
    return answer;
  }

  /** The answer to somebody else's question, who has paid for it. */
  private async shared<T extends object>({ organizationId }: ModelQuestion<T>, answer: ModelAnswer<T>): Promise<ModelAnswer<T>> {
    const { run, ...copy } = structuredClone(answer);
    if (copy.output !== null) await this.calls.count(organizationId, run, 'shared');
    else if (run.degraded) await this.calls.count(organizationId, run, 'degraded');
    return { ...copy, run: { ...run, inputTokens: 0, outputTokens: 0, costMicros: 0 } };
  }

  private async route<T extends object>(
    question: ModelQuestion<T>,
    data: string,
    candidates: readonly Candidate[],
  ): Promise<ModelAnswer<T>> {
    const startedAt = performance.now();
    const endsAt = startedAt + Math.min(MOST_MS, question.timeoutMs);
    const tally: Tally = { inputTokens: 0, outputTokens: 0, costMicros: 0, hasRepaired: false, wasEligible: false, notAllowed: [] };
    for (const [index, candidate] of candidates.entries()) {
      const key = keyOf(question, data, `${candidate.offered.name}/${candidate.model}`);
      const kept = await this.kept(question, key);
      // What was answered before the organization forbade it is not used any more either.
      if (kept && !(await this.calls.isAllowed(question.organizationId, candidate))) {
        tally.notAllowed.push(candidate.offered.name);
        continue;
      }
      const left = endsAt - performance.now();
      // The last one gets all the time that is left; others leave some for the next.
      const mayTake = index === candidates.length - 1 ? left : left / 2;
      const answer = kept ? { ...kept, candidate } : await this.tryOne(question, data, candidate, performance.now() + mayTake, tally);
      if (!answer) continue;
      if (!kept) await this.keep(question, key, answer.output ?? '');
      const { value, output } = answer;
      const run = runOf(question, candidate, tally, startedAt);
      await this.calls.count(question.organizationId, run, kept ? 'cached' : 'asked');
      return { value, output, data, run };
    }
    const { value, output, run } = await this.rules.ask(question);
    if (tally.wasEligible) await this.calls.count(question.organizationId, run, 'degraded');
    const { inputTokens, outputTokens, costMicros, wasEligible: degraded, notAllowed } = tally;
    const milliseconds = Math.round(performance.now() - startedAt);
    return { value, output, data, run: { ...run, inputTokens, outputTokens, costMicros, milliseconds, degraded, notAllowed } };
  }

  /** Null when this model gave nothing that can be used. */
  private async tryOne<T extends object>(
    question: ModelQuestion<T>,
    data: string,
    candidate: Candidate,
    endsAt: number,
    tally: Tally,
  ): Promise<Answered<T> | null> {
    const turns: Turn[] = [{ role: 'user', text: framed(data) }];
    for (;;) {
      const left = endsAt - performance.now();
      const { text, wasAllowed, ...used } = left < LEAST_MS ? OUT_OF_TIME : await this.call(question, candidate, turns, left, tally);
      tally.inputTokens += used.inputTokens;
      tally.outputTokens += used.outputTokens;
      tally.costMicros += used.costMicros;
      tally.wasEligible ||= wasAllowed;
      if (!wasAllowed) tally.notAllowed.push(candidate.offered.name);
      if (text === null) return null;
      const answer = readAnswer(question.answer, text);
      if (answer.ok) return { value: answer.value, output: text, candidate };
      if (tally.hasRepaired) return null;
      tally.hasRepaired = true;
      turns.push({ role: 'assistant', text: text.slice(0, MOST_QUOTED) || EMPTY }, { role: 'user', text: complaint(answer.errors) });
    }
  }

  private call(
    { organizationId, prompt, answer, parameters, onText }: ModelQuestion<object>,
    candidate: Candidate,
    turns: readonly Turn[],
    withinMs: number,
    { hasRepaired }: Tally,
  ): Promise<CallOutcome> {
    const instructions = `${prompt.instructions}\n\n${FRAME}`;
    const asked = { instructions, turns, schema: strictSchemaOf(answer), ...parameters, ...(onText && { onText }) };
    const isRepair = hasRepaired && turns.length > 1;
    return this.calls.make({ organizationId, promptId: prompt.id, promptVersion: prompt.version, candidate, isRepair, withinMs, asked });
  }

  /** An answer to the same question of the last hour, sealed under the organization's key, since it may quote a resume. */
  private async kept<T extends object>(
    { organizationId, answer }: ModelQuestion<T>,
    key: string,
  ): Promise<{ value: T; output: string } | null> {
    try {
      const sealed = await this.cache.get(key);
      if (sealed === null) return null;
      const output = await this.keyring.open(organizationId, key, sealed);
      const read = readAnswer(answer, output);
      return read.ok ? { value: read.value, output } : null;
    } catch (error) {
      if (isCacheUnavailable(error)) return null;
      throw error;
    }
  }

  private async keep({ organizationId }: ModelQuestion<object>, key: string, output: string): Promise<void> {
    if (output.length > MOST_KEPT) return;
    try {
      await this.cache.set(key, await this.keyring.seal(organizationId, organizationKey, key, output), CACHED_SECONDS);
    } catch (error) {
      if (!isCacheUnavailable(error)) throw error;
    }
  }
}

const OUT_OF_TIME: CallOutcome = { text: null, wasAllowed: true, inputTokens: 0, outputTokens: 0, costMicros: 0 };
/** Enough of a wrong answer to see what was wrong. */
const MOST_QUOTED = 4_000;
/** Providers refuse a turn without a word. */
const EMPTY = '(nothing)';
/** The cache takes a mebibyte; sealed, a character can become four bytes. */
const MOST_KEPT = 250_000;

/** Names a question to a model: whose, which wording and shape, which parameters, which data, masked by which rules. */
function keyOf(question: ModelQuestion<object>, data: string, model: string): string {
  const { organizationId, prompt, parameters } = question;
  const { promptHash } = questionHashes(question);
  const parts = [model, parameters.temperature, parameters.maxTokens, prompt.id, prompt.version, promptHash, REDACTION_VERSION, data];
  return `models:${organizationId}:answer:${createHash('sha256').update(JSON.stringify(parts)).digest('hex')}`;
}

function runOf(question: ModelQuestion<object>, candidate: Candidate, tally: Tally, startedAt: number): ModelRun {
  const { prompt, parameters } = question;
  const { inputTokens, outputTokens, costMicros, notAllowed } = tally;
  return {
    ...{ provider: candidate.offered.name, model: candidate.model, parameters, promptId: prompt.id, promptVersion: prompt.version },
    ...questionHashes(question),
    ...{ inputTokens, outputTokens, costMicros, milliseconds: Math.round(performance.now() - startedAt), degraded: false, notAllowed },
  };
}
