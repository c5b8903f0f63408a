import { NestedList, Text, Whole } from '@shortlist/contracts';
import type { ModelAnswer, ModelQuestion, Models } from '@shortlist/platform';

class ShownSkillDto {
  @Text(200, 1) name: string;
  @Whole(0, 80) years: number;
  @Text(1_000, 1) quote: string;
}
export class ShownSkillsDto {
  @NestedList(() => ShownSkillDto) skills: ShownSkillDto[];
}

/** Tokens that an answer may take. */
export const MOST_TOKENS = 100;

/** Asks for the skills of a text, as any context would. */
export function askSkills(
  models: Models,
  organizationId: string,
  data: string,
  changes: Partial<ModelQuestion<ShownSkillsDto>> = {},
): Promise<ModelAnswer<ShownSkillsDto>> {
  return models.ask({
    organizationId,
    choice: { provider: 'openai', model: null, routing: 'fixed' },
    prompt: { id: 'screening.shown', version: 1, instructions: 'List the skills.' },
    data,
    answer: ShownSkillsDto,
    parameters: { temperature: 0, maxTokens: MOST_TOKENS },
    timeoutMs: 60_000,
    byRules: () => ({ skills: [] }),
    ...changes,
  });
}
