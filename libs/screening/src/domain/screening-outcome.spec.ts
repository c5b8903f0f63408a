import { describe, expect, it } from '@jest/globals';
import type { ScoreDto } from '@shortlist/contracts';
import { outcomeOf, unreadableOutcome } from './screening-outcome.js';

const clean: ScoreDto = { score: 90, criteria: [], cap: null, flags: [], needsPerson: false };
const nobody = { wantsPerson: false, parserFlags: [], degraded: false };
const line = { autoAdvanceScore: 80, minScore: 0 };

describe('the outcome of a screening', () => {
  it('advances a score above the line when nothing is open', () => {
    expect(outcomeOf(clean, nobody, line)).toEqual({ flags: [], needsPerson: false, needsPersonReason: null, autoAdvance: true });
    expect(outcomeOf({ ...clean, score: 79.99 }, nobody, line).autoAdvance).toBe(false);
    expect(outcomeOf(clean, nobody, {}).autoAdvance).toBe(false);
  });

  it('gives the wish for a person before what the parser saw, and that before what scoring left open', () => {
    const open = { ...clean, flags: ['no_skills_read'], needsPerson: true };
    const flags = { ...nobody, parserFlags: ['hidden_text'] };
    const reasonOf = (outcome: { needsPersonReason: string | null }): string | null => outcome.needsPersonReason;
    expect(reasonOf(outcomeOf(open, { ...flags, wantsPerson: true }, line))).toBe('asked_for_a_person');
    expect(reasonOf(outcomeOf(open, flags, line))).toBe('hidden_text');
    expect(reasonOf(outcomeOf(open, nobody, line))).toBe('no_skills_read');
  });

  it('lets nothing advance that a person has to see, whatever the score', () => {
    const all = { ...clean, score: 100 };
    expect(outcomeOf(all, { ...nobody, wantsPerson: true }, line).autoAdvance).toBe(false);
    expect(outcomeOf(all, { ...nobody, parserFlags: ['hidden_text'] }, line).autoAdvance).toBe(false);
    expect(outcomeOf({ ...all, flags: ['custom_factor_unchecked'] }, nobody, line).autoAdvance).toBe(false);
    expect(outcomeOf({ ...all, needsPerson: true }, nobody, line)).toMatchObject({
      autoAdvance: false,
      needsPersonReason: 'score_is_open',
    });
    expect(outcomeOf({ ...all, cap: 40 }, nobody, line).autoAdvance).toBe(false);
    expect(outcomeOf(all, { ...nobody, degraded: true }, line)).toEqual({
      ...{ flags: ['degraded'], needsPerson: true, needsPersonReason: 'degraded', autoAdvance: false },
    });
  });

  it('names each flag once', () => {
    const twice = { ...clean, flags: ['hidden_text', 'no_facts'] };
    expect(outcomeOf(twice, { ...nobody, parserFlags: ['hidden_text'] }, line).flags).toEqual(['hidden_text', 'no_facts']);
  });

  it('hands what could not be read to a person, with the reason', () => {
    const outcome = unreadableOutcome('needs_ocr', { wantsPerson: false, parserFlags: ['scan'] });
    expect(outcome).toEqual({ flags: ['scan'], needsPerson: true, needsPersonReason: 'unreadable_resume:needs_ocr', autoAdvance: false });
  });
});
