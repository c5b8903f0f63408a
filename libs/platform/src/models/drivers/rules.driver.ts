import { Models, checkedAnswer, questionHashes } from '../models.js';
import type { ModelAnswer, ModelQuestion } from '../models.js';

/** The built-in rules engine: asks the question's own rules. It needs no account and no network, and sends no word anywhere. */
export class RulesModels extends Models {
  override async ask<T extends object>(question: ModelQuestion<T>): Promise<ModelAnswer<T>> {
    const startedAt = performance.now();
    const value = checkedAnswer(question, question.byRules());
    const { prompt, parameters } = question;
    return {
      value,
      output: null,
      data: question.data,
      run: {
        provider: 'rules',
        model: 'rules',
        parameters,
        promptId: prompt.id,
        promptVersion: prompt.version,
        ...questionHashes(question),
        inputTokens: 0,
        outputTokens: 0,
        costMicros: 0,
        milliseconds: Math.round(performance.now() - startedAt),
        degraded: false,
        notAllowed: [],
      },
    };
  }
}
