import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import type { CriteriaDto } from '@shortlist/contracts';
import { checkCriteria, withDefaults } from './criteria.js';

const codes = (criteria: CriteriaDto) => {
  const { errors, warnings } = checkCriteria(criteria);
  return {
    errors: errors.map(({ pointer, code }) => `${pointer} ${code}`),
    warnings: warnings.map(({ pointer, code }) => `${pointer} ${code}`),
  };
};
const custom = (value: string): CriteriaDto => ({ minExperienceYears: 1, disqualifyingFactors: [{ kind: 'custom', value }] });
const skill = (name: string): CriteriaDto => ({ mustHaveSkills: [{ name }] });

describe('criteria', () => {
  it.each([
    ['sex', 'Female candidates should not apply'],
    ['sex', 'Geschlecht: männlich'],
    ['sex', 'sexe féminin, homme'],
    ['age', 'older than 45'],
    ['age', 'is 35 years old or more'],
    ['age', 'D.O.B. before 1990'],
    ['age', 'fecha de nacimiento'],
    ['origin', 'nationality other than Pakistani'],
    ['origin', 'wrong ethnicity'],
    ['origin', 'country of birth'],
    ['religion', 'not a Muslim'],
    ['religion', 'مذہب'],
    ['disability', 'has a disability'],
    ['pregnancy', 'is pregnant'],
    ['family status', 'Marital status: single'],
    ['family status', 'estado civil'],
    ['national id', 'no CNIC'],
    ['national id', 'C.N.I.C 35202-1234567-1'],
    ['photo', 'no photograph attached'],
    ['sexual orientation', 'sexual orientation'],
  ])('must not ask about %s in a sentence: %s', (attribute, value) => {
    const { errors } = checkCriteria(custom(value));
    expect(errors).toMatchObject([{ pointer: '/disqualifyingFactors/0/value', code: 'screening.protected_attribute' }]);
    expect(errors[0]?.detail).toContain(attribute);
  });

  it.each(['Male', 'female only', 'Age under 30', 'CNIC', 'Date of Birth', 'Marital status', 'Religion', 'Muslim candidates', 'Photo'])(
    'must not ask for %s as a skill, language or place',
    (name) => {
      expect(codes(skill(name)).errors).toEqual(['/mustHaveSkills/0/name screening.protected_attribute']);
      expect(codes({ niceToHaveSkills: [{ name }] }).errors).toEqual(['/niceToHaveSkills/0/name screening.protected_attribute']);
      expect(codes({ languages: [{ name }] }).errors).toEqual(['/languages/0/name screening.protected_attribute']);
      expect(codes({ locationPreference: [name] }).errors).toEqual(['/locationPreference/0 screening.protected_attribute']);
      const factor: CriteriaDto = { minExperienceYears: 1, disqualifyingFactors: [{ kind: 'missingSkill', value: name }] };
      expect(codes(factor).errors).toEqual(['/disqualifyingFactors/0/value screening.protected_attribute']);
    },
  );

  it.each([
    'Photo editing',
    'Sex education',
    'Gender studies',
    'Wheelchair transfers',
    'Marriage counselling',
    'White box testing',
    'Language teaching',
    'Management',
  ])('may ask for the skill %s', (name) => expect(codes(skill(name))).toEqual({ errors: [], warnings: [] }));

  it.each([
    'cannot explain race conditions',
    'employed at a competitor',
    'no care for children experience',
    'never handled certificates of origin',
  ])('may name the factor: %s', (value) => expect(codes(custom(value)).errors).toEqual([]));

  it.each([
    'not a native speaker',
    'Muttersprachler',
    'recent graduate',
    'young and dynamic',
    'digital native',
    'gap in the CV',
    'no Harvard degree',
    'outside our zip code',
    'did not attend a top university',
    'over 45',
  ])('warn of a proxy: %s', (value) => {
    expect(codes(custom(value))).toEqual({ errors: [], warnings: ['/disqualifyingFactors/0/value screening.proxy'] });
  });

  it('warn of a native level', () => {
    expect(codes({ languages: [{ name: 'English', level: 'native' }] }).warnings).toEqual(['/languages/0/level screening.proxy']);
  });

  it('must not say one thing twice, under whatever spelling', () => {
    const criteria: CriteriaDto = {
      mustHaveSkills: [{ name: 'JS' }, { name: 'Python' }, { name: 'JavaScript' }],
      languages: [{ name: 'German' }, { name: 'Deutsch', level: 'B1' }],
      locationPreference: ['Karachi', ' karachi '],
      disqualifyingFactors: [
        { kind: 'missingSkill', value: 'k8s' },
        { kind: 'missingSkill', value: 'Kubernetes' },
        { kind: 'missingLanguage', value: 'Kubernetes' },
      ],
    };
    expect(codes(criteria).errors).toEqual([
      '/mustHaveSkills/2/name screening.duplicate',
      '/languages/1/name screening.duplicate',
      '/locationPreference/1 screening.duplicate',
      '/disqualifyingFactors/1/value screening.duplicate',
    ]);
  });

  it('warn of a skill that counts twice', () => {
    expect(codes({ mustHaveSkills: [{ name: 'React' }], niceToHaveSkills: [{ name: 'React.js' }] })).toEqual({
      errors: [],
      warnings: ['/niceToHaveSkills/0/name screening.counted_twice'],
    });
  });

  it('must not advance what the shortlist would leave out', () => {
    const at = (autoAdvanceScore: number) => codes({ ...skill('Python'), filtering: { minScore: 70, autoAdvanceScore } }).errors;
    expect(at(69.99)).toEqual(['/filtering/autoAdvanceScore screening.auto_advance_below_min_score']);
    expect(at(70)).toEqual([]);
  });

  it('must give factors values that can be checked', () => {
    const factor = (kind: 'belowEducation' | 'belowExperience', value: string) =>
      codes({ minExperienceYears: 1, disqualifyingFactors: [{ kind, value }] }).errors;
    expect([factor('belowEducation', 'Bachelor'), factor('belowExperience', '2.5')]).toEqual([[], []]);
    for (const errors of [factor('belowEducation', 'some'), factor('belowExperience', 'two'), factor('belowExperience', '61')]) {
      expect(errors).toEqual(['/disqualifyingFactors/0/value screening.invalid_factor']);
    }
  });

  it('warn when nothing is asked, nothing weighs, or nothing can ever advance', () => {
    expect(codes({}).warnings).toEqual([' screening.nothing_asked']);
    expect(codes({ mustHaveSkills: [{ name: 'Python', weight: 0 }] }).warnings).toEqual(['/mustHaveSkills screening.no_weight']);
    const never = codes({ ...custom('employed at a competitor'), filtering: { autoAdvanceScore: 80 } });
    expect(never.warnings).toEqual(['/disqualifyingFactors/0 screening.never_advances']);
  });

  it('are complete with defaults: rules only, ten places, nothing advances by itself', () => {
    expect(withDefaults({ mustHaveSkills: [{ name: 'Python' }] })).toEqual({
      mustHaveSkills: [{ name: 'Python', years: null, proficiency: null, weight: 1 }],
      niceToHaveSkills: [],
      minExperienceYears: null,
      requiredEducation: null,
      locationPreference: [],
      languages: [],
      disqualifyingFactors: [],
      model: { provider: 'rules', name: null, temperature: 0, maxTokens: 800, routing: 'fixed' },
      filtering: { topN: 10, minScore: 0, autoAdvanceScore: null },
      notifications: { onComplete: true, webhook: true, emailRecipients: [] },
    });
  });

  it('keep what they say when defaults are filled in', () => {
    const full = withDefaults({ languages: [{ name: 'English', level: 'B2' }], filtering: { topN: 3, minScore: 0, autoAdvanceScore: 0 } });
    expect(full.filtering).toEqual({ topN: 3, minScore: 0, autoAdvanceScore: 0 });
    expect(full.languages).toEqual([{ name: 'English', level: 'B2' }]);
    expect(withDefaults(full)).toEqual(full);
  });
});
