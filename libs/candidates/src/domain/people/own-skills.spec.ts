import { describe, expect, it } from '@jest/globals';
import { ownSpellings } from '@shortlist/resume-reader';
import type { OwnSkill } from '@shortlist/resume-reader';
import { withSkill } from './own-skills.js';

const skill = (id: string, name: string, ...aliases: string[]): OwnSkill => ({ id, name, kind: 'knowledge', aliases });

describe('skills of an organization', () => {
  it('are added, and put in the place of their former selves', () => {
    const list = withSkill(withSkill([], skill('1', 'Zorbing', 'zorb riding')), skill('2', 'Kite Flying'));
    expect(list.map(({ name }) => name)).toEqual(['Zorbing', 'Kite Flying']);
    expect(withSkill(list, skill('1', 'Zorbing', 'zorbs')).map(({ aliases }) => aliases)).toEqual([['zorbs'], []]);
  });

  it.each([
    ['Kite-flying', 'another of its own'],
    ['javascript', 'the taxonomy'],
    ['K8s', 'a synonym of the taxonomy'],
  ])('may not be called %s, which belongs to %s', (name) => {
    const list = [skill('2', 'Kite Flying')];
    expect(() => withSkill(list, skill('1', name))).toThrow(expect.objectContaining({ code: 'candidates.skill_taken' }));
    expect(() => withSkill(list, skill('1', 'Zorbing', name))).toThrow(expect.objectContaining({ code: 'candidates.skill_taken' }));
  });

  it('have an end', () => {
    const list = Array.from({ length: 500 }, (_, index) => skill(`${index}`, `Zorbing of kind ${index}`));
    expect(() => withSkill(list, skill('x', 'Zorbing'))).toThrow(expect.objectContaining({ code: 'candidates.skill_list_full' }));
    expect(withSkill(list, skill('7', 'Zorbing'))).toHaveLength(500);
  });

  it('are looked for by every spelling', () => {
    expect([...ownSpellings([skill('1', 'Zorbing', 'Zorb-Riding')]).keys()]).toEqual(['zorbing', 'zorbriding']);
  });
});
