import { describe, expect, it } from '@jest/globals';
import { questionHashes, validatorOf } from '@shortlist/platform';
import { FACTS_PROMPT, FactsAnswerDto, NOTHING_TO_ADD } from './facts.js';

/** Of the wording and the shape of each version: who changes either gives it a new number. */
const FINGERPRINTS: Readonly<Record<number, string>> = {
  2: '1b6755344b869baa',
};

describe('the prompt for facts', () => {
  it('has another version when its wording or the shape of its answer changes', () => {
    const question = { prompt: FACTS_PROMPT, answer: FactsAnswerDto, data: '' } as unknown as Parameters<typeof questionHashes>[0];
    expect(questionHashes(question).promptHash.slice(0, 16)).toBe(FINGERPRINTS[FACTS_PROMPT.version]);
  });

  it('takes the answer of the rules, and asks for quotes of every fact', () => {
    const validate = validatorOf(FactsAnswerDto, 'request');
    expect(validate(structuredClone(NOTHING_TO_ADD)).ok).toBe(true);
    const skill = { name: 'Python', years: null };
    expect(validate({ ...structuredClone(NOTHING_TO_ADD), skills: [skill] }).ok).toBe(false);
    expect(validate({ ...structuredClone(NOTHING_TO_ADD), skills: [{ ...skill, quote: 'Python', score: 100 }] }).ok).toBe(false);
  });
});
