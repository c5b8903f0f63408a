import { Injectable } from '@nestjs/common';
import type { ProfileDto } from '@shortlist/contracts';
import { Models, ONLY_RULES } from '@shortlist/platform';
import type { ModelRun } from '@shortlist/platform';
import type { ModelChoice } from '../domain/criteria.js';
import { answerable, withGrounded } from '../domain/grounding.js';
import type { RecordedAnswer } from '../domain/recorded-answer.js';
import { FACTS_PROMPT, FactsAnswerDto } from '../prompts/facts.js';

export interface EstablishedFacts {
  readonly profile: ProfileDto;
  readonly run: ModelRun;
  /** Null when the rules answered: then the profile is the parser's own. */
  readonly answer: RecordedAnswer | null;
}

export interface FactsRequest {
  readonly organizationId: string;
  /** The candidate asked for a person: no model gets to see anything. */
  readonly wantsPerson: boolean;
  readonly profile: ProfileDto;
  readonly model: ModelChoice;
}

/** A resume is small; a model that takes longer than this hangs. */
const TIMEOUT_MS = 30_000;

/** The facts that an application is scored by, and the record of who established them. The score itself is never asked for. */
@Injectable()
export class EstablishFacts {
  constructor(private readonly models: Models) {}

  async execute({ organizationId, wantsPerson, profile, model }: FactsRequest): Promise<EstablishedFacts> {
    const { provider, name, routing, temperature, maxTokens } = model;
    const { value, output, run } = await this.models.ask({
      organizationId,
      choice: wantsPerson ? ONLY_RULES : { provider, model: name, routing },
      prompt: FACTS_PROMPT,
      data: JSON.stringify(answerable(profile)),
      answer: FactsAnswerDto,
      parameters: { temperature, maxTokens },
      timeoutMs: TIMEOUT_MS,
      byRules: () => answerable(profile),
    });
    if (output === null) return { profile, run, answer: null };
    return { profile: withGrounded(profile, value), run, answer: { output, facts: value } };
  }
}
