import { Injectable } from '@nestjs/common';
import type { CriteriaModelDto } from '@shortlist/contracts';
import { Models, ONLY_RULES } from '@shortlist/platform';
import type { ModelRun } from '@shortlist/platform';
import { postingText } from '../domain/posting/posting-text.js';
import type { PostingText } from '../domain/posting/posting-text.js';
import { quotedRequirements } from '../domain/posting/quoted-requirements.js';
import { draftRequirements } from '../domain/posting/requirement-draft.js';
import type { RequirementDraft } from '../domain/posting/requirement-draft.js';
import { NO_REQUIREMENTS, REQUIREMENTS_PROMPT, RequirementsAnswerDto } from '../prompts/requirements.js';

/** A posting, or a few words of one. */
export interface PostingToRead {
  readonly organizationId: string;
  readonly title: string;
  readonly description: string;
  /** Null: the rules alone read it. */
  readonly model: CriteriaModelDto | null;
}

export interface DraftedPosting {
  readonly posting: PostingText;
  readonly draft: RequirementDraft;
  /** Who was asked beside the rules, and what it cost. */
  readonly run: ModelRun;
}

/** Somebody waits; a posting is short. */
const TIMEOUT_MS = 30_000;
const DEFAULT_MAX_TOKENS = 2_000;

/** What of a posting could become criteria. Nothing is stored. */
@Injectable()
export class DraftRequirements {
  constructor(private readonly models: Models) {}

  async execute({ organizationId, title, description, model }: PostingToRead): Promise<DraftedPosting> {
    const posting = postingText(title, description);
    const { value, output, data, run } = await this.models.ask({
      organizationId,
      choice: model ? { provider: model.provider, model: model.name ?? null, routing: model.routing ?? 'fixed' } : ONLY_RULES,
      prompt: REQUIREMENTS_PROMPT,
      data: posting.text,
      answer: RequirementsAnswerDto,
      parameters: { temperature: model?.temperature ?? 0, maxTokens: model?.maxTokens ?? DEFAULT_MAX_TOKENS },
      timeoutMs: TIMEOUT_MS,
      byRules: () => NO_REQUIREMENTS,
    });
    const added = output === null ? [] : quotedRequirements(value.requirements, posting, data);
    return { posting, draft: draftRequirements(posting, added), run };
  }
}
