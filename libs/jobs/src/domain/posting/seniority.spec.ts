import { describe, expect, it } from '@jest/globals';
import { draftRequirements } from './requirement-draft.js';
import { postingText } from './posting-text.js';
import type { Seniority } from './seniority.js';

const seniorityOf = (title: string, text = ''): Seniority => draftRequirements(postingText(title, text)).seniority;

describe('how senior a job is', () => {
  it.each([
    ['Junior Developer', '', 'junior', 'junior'],
    ['Head of Design', '', 'lead', 'lead'],
    ['Engineer', '', null, null],
    ['Engineer', 'Requirements\n- 6 years of experience', 'senior', null],
    ['Engineer', 'Your role\n- You lead a small team of engineers', 'lead', null],
    ['Sr. Engineer', 'Requirements\n- 3 years of experience', 'mid', 'senior'],
  ] as const)('%s, %j: %s', (title, text, level, titleLevel) => expect(seniorityOf(title, text)).toMatchObject({ level, titleLevel }));

  it('shows where title and text contradict each other, with the words', () => {
    const { isContradictory, evidence } = seniorityOf('Junior Developer', 'Requirements\n- 7 years of experience');
    expect(isContradictory).toBe(true);
    expect(evidence.map(({ text }) => text)).toEqual(['Junior', '7 years of experience']);
    expect(seniorityOf('Senior Developer', 'Requirements\n- 4 years of experience').isContradictory).toBe(false);
  });
});
