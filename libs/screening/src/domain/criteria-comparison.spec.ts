import { describe, expect, it } from '@jest/globals';
import { compareCriteria } from './criteria-comparison.js';
import { withDefaults } from './criteria.js';

describe('comparing criteria', () => {
  it('finds nothing where only order and spelling of places in a list differ', () => {
    const before = withDefaults({ mustHaveSkills: [{ name: 'Python' }, { name: 'Go' }], locationPreference: ['Remote', 'Karachi'] });
    const after = withDefaults({ mustHaveSkills: [{ name: 'Go' }, { name: 'Python' }], locationPreference: ['Karachi', 'Remote'] });
    expect(compareCriteria(before, after)).toEqual([]);
  });

  it('names what was added, removed and changed, with both values', () => {
    const before = withDefaults({
      mustHaveSkills: [{ name: 'Python', years: 2 }, { name: 'Go' }],
      minExperienceYears: 3,
      languages: [{ name: 'English', level: 'B2' }],
      filtering: { topN: 10 },
    });
    const after = withDefaults({
      mustHaveSkills: [{ name: 'Rust' }, { name: 'python', years: 4 }],
      requiredEducation: 'bachelor',
      languages: [{ name: 'English', level: 'C1' }],
      filtering: { topN: 20 },
    });
    const skill = (name: string, years: number | null): object => ({ name, years, proficiency: null, weight: 1 });
    expect(compareCriteria(before, after)).toEqual([
      { pointer: '/mustHaveSkills/0', kind: 'added', before: null, after: skill('Rust', null) },
      { pointer: '/mustHaveSkills/1', kind: 'changed', before: skill('Python', 2), after: skill('python', 4) },
      { pointer: '/mustHaveSkills/1', kind: 'removed', before: skill('Go', null), after: null },
      { pointer: '/minExperienceYears', kind: 'removed', before: 3, after: null },
      { pointer: '/requiredEducation', kind: 'added', before: null, after: 'bachelor' },
      { pointer: '/languages/0', kind: 'changed', before: { name: 'English', level: 'B2' }, after: { name: 'English', level: 'C1' } },
      { pointer: '/filtering/topN', kind: 'changed', before: 10, after: 20 },
    ]);
  });

  it('takes a skill under another of its names for the same entry', () => {
    const before = withDefaults({ niceToHaveSkills: [{ name: 'Kubernetes' }] });
    const after = withDefaults({ niceToHaveSkills: [{ name: 'k8s', weight: 2 }] });
    expect(compareCriteria(before, after)).toMatchObject([{ pointer: '/niceToHaveSkills/0', kind: 'changed' }]);
  });
});
