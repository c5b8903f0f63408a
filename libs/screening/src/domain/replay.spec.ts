import { describe, expect, it } from '@jest/globals';
import type { ScoreDto } from '@shortlist/contracts';
import { differences, inputHash } from './replay.js';
import { sampleProfile } from './scoring/sample-profile.js';
import { DEFAULT_SCORING_SETTINGS } from './scoring/scoring-settings.js';

const line = { kind: 'mustHaveSkill', name: 'Python', result: 'met', points: 100, maxPoints: 100, evidence: [], reason: 'Named.' } as const;
const score: ScoreDto = { score: 100, criteria: [{ ...line, evidence: [] }], cap: null, flags: [], needsPerson: false };

describe('the differences of a replay', () => {
  it('are none for the same score read back from its record', () => {
    expect(differences(JSON.parse(JSON.stringify(score)) as ScoreDto, score)).toEqual([]);
  });

  it('name every place, also a sentence, a span and a criterion that is missing', () => {
    const sentence = { ...score, criteria: [{ ...line, evidence: [], reason: 'Named twice.' }] };
    const span = { ...score, criteria: [{ ...line, evidence: [{ text: 'Python', start: 0, end: 6 }] }] };
    const missing = { ...score, score: 0, cap: 40, flags: ['x'], criteria: [] };
    const places = (other: ScoreDto): string[] => differences(score, other).map((one) => one.what);
    expect(places(sentence)).toEqual(['/criteria/0']);
    expect(places(span)).toEqual(['/criteria/0']);
    expect(places(missing)).toEqual(['/score', '/cap', '/flags', '/criteria/0']);
  });
});

describe('the input hash', () => {
  const { profile } = sampleProfile({ skills: [{ name: 'Python' }] });
  const input = { profile, criteria: {}, settings: DEFAULT_SCORING_SETTINGS, asOf: '2026-01-15T00:00:00.000Z' };

  it('changes with each input of a score, and only then', () => {
    const hashes = [
      input,
      { ...input, asOf: '2026-01-16T00:00:00.000Z' },
      { ...input, criteria: { minExperienceYears: 1 } },
      { ...input, settings: { ...DEFAULT_SCORING_SETTINGS, version: 1 } },
      { ...input, job: { title: 'Engineer', description: null } },
      { ...input, profile: sampleProfile({ skills: [{ name: 'Go' }] }).profile },
    ].map(inputHash);
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(inputHash(structuredClone(input))).toBe(hashes[0]);
  });
});
