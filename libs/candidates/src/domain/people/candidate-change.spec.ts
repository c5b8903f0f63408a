import { describe, expect, it } from '@jest/globals';
import { fieldsChanged, skillValues } from './candidate-change.js';
import type { CandidateSkill } from './candidate-skill.js';

const skill = (name: string, years: number | null = null): CandidateSkill => ({ name, years, proficiency: null, source: 'person' });

describe('changed fields', () => {
  it('are those that were given and differ', () => {
    const before = { name: 'Ada', email: 'ada@example.org', title: null };
    expect(fieldsChanged(before, { name: 'Ada', email: null, title: 'Lead' })).toEqual([
      { field: 'email', from: null, to: null },
      { field: 'title', from: null, to: null },
    ]);
    expect(fieldsChanged(before, {})).toEqual([]);
  });

  it('show the values of tags, type and status, and of nothing that is about the person', () => {
    const before = { type: 'applied', status: 'active', tags: ['a', 'b'], phone: '+1', employmentStatus: 'employed' };
    const after = { type: 'internal', status: 'active', tags: ['b', 'c'], phone: '+2', employmentStatus: 'retired', nationalId: 'x' };
    expect(fieldsChanged(before, after)).toEqual([
      { field: 'phone', from: null, to: null },
      { field: 'nationalId', from: null, to: null },
      { field: 'tags', from: ['a', 'b'], to: ['b', 'c'] },
      { field: 'type', from: ['applied'], to: ['internal'] },
      { field: 'employmentStatus', from: null, to: null },
    ]);
  });

  it('do not hold lists in another order, nor nothing instead of nothing', () => {
    expect(fieldsChanged({ tags: ['a', 'b'] }, { tags: ['b', 'a'], skills: [], location: null })).toEqual([]);
  });

  it('hold skills when what is said of one differs, or one of a merged record is shown no longer', () => {
    const own = [skill('Go', 2), skill('Python')];
    expect(fieldsChanged({ skills: skillValues(own) }, { skills: skillValues(own.toReversed()) })).toEqual([]);
    for (const after of [skillValues([skill('Go', 3), skill('Python')]), skillValues(own, ['go', 'python', 'rust'])])
      expect(fieldsChanged({ skills: skillValues(own) }, { skills: after })).toHaveLength(1);
  });
});
