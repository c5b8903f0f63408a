import { Injectable } from '@nestjs/common';
import { ProfileDto } from '@shortlist/contracts';
import { Models } from '@shortlist/platform';
import type { ModelRun } from '@shortlist/platform';
import type { CriteriaDocument } from '../domain/criteria.js';
import { FACTS_PROMPT } from '../prompts/facts.js';

export interface EstablishedFacts {
  readonly profile: ProfileDto;
  readonly run: ModelRun;
}

/** The facts that an application is scored by, and the record of who established them. The score itself is never asked for. */
@Injectable()
export class EstablishFacts {
  constructor(private readonly models: Models) {}

  async execute(organizationId: string, profile: ProfileDto, { model }: CriteriaDocument): Promise<EstablishedFacts> {
    const { temperature, maxTokens } = model;
    const { value, run } = await this.models.ask({
      organizationId,
      prompt: FACTS_PROMPT,
      data: anonymous(profile),
      answer: ProfileDto,
      parameters: { temperature, maxTokens },
      byRules: () => profile,
    });
    return { profile: value, run };
  }
}

/** What the work was, without who did it: no name, contact, place, link, national id or summary. */
function anonymous({ skills, roles, education, languages, certifications }: ProfileDto): string {
  return JSON.stringify({ skills, roles, education, languages, certifications });
}
