import { describe, expect, it } from '@jest/globals';
import { questionHashes, validatorOf } from '@shortlist/platform';
import { NO_REQUIREMENTS, REQUIREMENTS_PROMPT, RequirementsAnswerDto } from './requirements.js';

/** Of the wording and the shape of each version: who changes either gives it a new number. */
const FINGERPRINTS: Readonly<Record<number, string>> = {
  1: 'bd1765231e8ea26c',
};

describe('the prompt for requirements', () => {
  it('has another version when its wording or the shape of its answer changes', () => {
    const question = { prompt: REQUIREMENTS_PROMPT, answer: RequirementsAnswerDto, data: '' } as unknown as Parameters<
      typeof questionHashes
    >[0];
    expect(questionHashes(question).promptHash.slice(0, 16)).toBe(FINGERPRINTS[REQUIREMENTS_PROMPT.version]);
  });

  it('takes the answer of the rules, and asks for a quote of every requirement', () => {
    const validate = validatorOf(RequirementsAnswerDto, 'request');
    expect(validate(structuredClone(NO_REQUIREMENTS)).ok).toBe(true);
    const skill = { type: 'skill', value: 'Python', mandatory: true, years: null };
    expect(validate({ requirements: [skill] }).ok).toBe(false);
    expect(validate({ requirements: [{ ...skill, quote: 'Python' }] }).ok).toBe(true);
  });
});
