import { describe, expect, it } from '@jest/globals';
import type { CriteriaDto } from '@shortlist/contracts';
import { DEFAULT_SCORING_SETTINGS } from '../scoring/scoring-settings.js';
import { sampleProfile } from '../scoring/sample-profile.js';
import type { SampleResume } from '../scoring/sample-profile.js';
import { analyzeMatch } from './analysis.js';
import type { MatchAnalysis } from './analysis.js';
import { matchPair, matchedCandidate, matchedJob } from './pair.js';

const READ_AT = new Date('2026-01-01T00:00:00.000Z');

/** Only what criteria ask for counts, so that scores are round. */
const SETTINGS = { ...DEFAULT_SCORING_SETTINGS, weights: { ...DEFAULT_SCORING_SETTINGS.weights, relevance: 0 } };

function analyzed(criteria: CriteriaDto, resume: SampleResume, title = 'Data Engineer'): MatchAnalysis {
  const job = matchedJob({ criteria, settings: SETTINGS, job: { title, description: null } });
  const { result, isHiddenGem } = matchPair(job, matchedCandidate(sampleProfile(resume).profile, READ_AT));
  return analyzeMatch(result, isHiddenGem);
}

const CRITERIA: CriteriaDto = {
  mustHaveSkills: [{ name: 'Python' }, { name: 'PostgreSQL' }],
  niceToHaveSkills: [{ name: 'Kubernetes' }],
  requiredEducation: 'bachelor',
};

describe('the analysis of a match', () => {
  it('orders strengths by worth and gaps by cost, with what would close them', () => {
    const { strengths, gaps, skillGaps, dimensions, score } = analyzed(CRITERIA, { skills: [{ name: 'Python' }, { name: 'MySQL' }] });
    expect(strengths.map(({ name }) => name)).toEqual(['Python']);
    expect(gaps.map(({ name, remedy }) => [name, remedy])).toEqual([
      ['PostgreSQL', 'learn'],
      ['Kubernetes', 'learn'],
      ['bachelor', 'ask'],
    ]);
    expect(skillGaps).toMatchObject([
      { name: 'PostgreSQL', isMustHave: true, result: 'partly', nearby: ['MySQL'] },
      { name: 'Kubernetes', isMustHave: false, result: 'notMet', nearby: [] },
    ]);
    const sum = (of: 'points' | 'maxPoints'): number => Math.round(dimensions.reduce((total, one) => total + one[of] * 100, 0)) / 100;
    expect([sum('points'), sum('maxPoints')]).toEqual([score.score, 100]);
  });

  it('lets the score rise to 100 at most when everything is confirmed and learned, and never above a cap', () => {
    const { potential } = analyzed(CRITERIA, { skills: [{ name: 'Python' }] });
    expect(potential.now).toBeLessThan(potential.ifConfirmed);
    expect(potential.ifConfirmed).toBeLessThan(potential.ifLearned);
    expect(potential.ifLearned).toBe(100);
    const capped = analyzed(
      { ...CRITERIA, disqualifyingFactors: [{ kind: 'missingSkill', value: 'Rust' }] },
      { skills: [{ name: 'Python' }] },
    );
    expect(capped.potential).toEqual({ now: 40, ifConfirmed: 40, ifLearned: 40 });
  });

  it('is empty of gaps where everything is met', () => {
    const { gaps, skillGaps, potential } = analyzed({ mustHaveSkills: [{ name: 'Python' }] }, { skills: [{ name: 'Python' }] });
    expect({ gaps, skillGaps, potential }).toEqual({ gaps: [], skillGaps: [], potential: { now: 100, ifConfirmed: 100, ifLearned: 100 } });
  });
});

describe('a hidden gem', () => {
  const strong: SampleResume['skills'] = [{ name: 'Python' }, { name: 'PostgreSQL' }];
  const holding = (title: string, skills = strong): SampleResume => ({ skills, roles: [{ title, from: '2019', to: '2023' }] });

  it('has strong evidence under titles by which nobody would look', () => {
    expect(analyzed(CRITERIA, holding('Laboratory Assistant')).isHiddenGem).toBe(true);
  });

  it.each([
    ['the title is the usual one', holding('Senior Data Engineer')],
    ['the evidence is weak', holding('Laboratory Assistant', [{ name: 'Python' }])],
    ['no title is held at all', { skills: strong }],
  ])('is none where %s', (_case, resume) => {
    expect(analyzed(CRITERIA, resume).isHiddenGem).toBe(false);
  });

  it('is none where a disqualifying factor applies', () => {
    const criteria: CriteriaDto = { ...CRITERIA, disqualifyingFactors: [{ kind: 'missingSkill', value: 'Rust' }] };
    expect(analyzed(criteria, holding('Laboratory Assistant')).isHiddenGem).toBe(false);
  });
});
