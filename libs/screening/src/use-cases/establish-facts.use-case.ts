import { Injectable } from '@nestjs/common';
import type { ProfileDto } from '@shortlist/contracts';
import { Keyring, Models, ONLY_RULES } from '@shortlist/platform';
import type { ModelRun } from '@shortlist/platform';
import type { ModelChoice } from '../domain/criteria.js';
import { difficultyOf } from '../domain/difficulty.js';
import { personalIn, withGrounded } from '../domain/grounding.js';
import { statedFacts } from '../domain/quoted-facts.js';
import { readingOf } from '../domain/reading.js';
import type { RecordedAnswer } from '../domain/recorded-answer.js';
import { nameContext } from '../domain/sealed-contexts.js';
import { FACTS_PROMPT, FactsAnswerDto, NOTHING_TO_ADD } from '../prompts/facts.js';

export interface EstablishedFacts {
  readonly profile: ProfileDto;
  readonly run: ModelRun;
  /** Null when the rules answered: then the profile is the parser's own. */
  readonly answer: RecordedAnswer | null;
}

/** The application whose resume is read, with the name that came with it: sealed, null when none did. */
export interface Applicant {
  readonly applicationId: string;
  readonly name: string | null;
}

export interface FactsRequest {
  readonly organizationId: string;
  /** Null when the resume is nobody's. */
  readonly applicant: Applicant | null;
  /** The candidate asked for a person: no model gets to see anything. */
  readonly wantsPerson: boolean;
  readonly profile: ProfileDto;
  readonly model: ModelChoice;
  /** Null while nobody knows what the job is. */
  readonly jobTitle: string | null;
}

/** A resume is small; a model that takes longer than this hangs. */
const TIMEOUT_MS = 30_000;

/** The facts that an application is scored by, and the record of who established them. The score itself is never asked for. */
@Injectable()
export class EstablishFacts {
  constructor(
    private readonly models: Models,
    private readonly keyring: Keyring,
  ) {}

  async execute({ organizationId, applicant, wantsPerson, profile, model, jobTitle }: FactsRequest): Promise<EstablishedFacts> {
    const { provider, name, routing, temperature, maxTokens } = model;
    const reading = readingOf(profile);
    const isAsked = provider !== 'rules' && !wantsPerson;
    const { value, output, data, run } = await this.models.ask({
      organizationId,
      choice: isAsked ? { provider, model: name, routing } : ONLY_RULES,
      prompt: FACTS_PROMPT,
      data: reading.text,
      ...(isAsked && { personal: [...personalIn(profile), ...(await this.nameOf(organizationId, applicant))] }),
      answer: FactsAnswerDto,
      parameters: { temperature, maxTokens },
      timeoutMs: TIMEOUT_MS,
      difficulty: difficultyOf(jobTitle ?? '', profile, reading.text.length),
      byRules: () => NOTHING_TO_ADD,
    });
    if (output === null) return { profile, run, answer: null };
    const facts = statedFacts(value, reading, data);
    return { profile: withGrounded(profile, facts), run, answer: { output, facts } };
  }

  /** Not every name is known for one in a resume; who applied has said how they are called. */
  private async nameOf(organizationId: string, applicant: Applicant | null): Promise<string[]> {
    if (!applicant?.name) return [];
    return [await this.keyring.open(organizationId, nameContext(applicant.applicationId), applicant.name)];
  }
}
