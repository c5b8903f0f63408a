import { describe, expect, it } from '@jest/globals';
import { askedOf, readJob } from './criteria-file.js';
import { degradedText } from './degraded.js';

describe('the provider of a call', () => {
  const named = { model: { provider: 'openai', name: 'gpt-4.1', temperature: 0 } } as const;

  it('stands in for that of the criteria, without the name of its model', () => {
    expect(askedOf(named, 'ollama')).toEqual({ model: { provider: 'ollama' } });
    expect(askedOf({}, 'rules')).toEqual({ model: { provider: 'rules' } });
  });

  it('changes nothing where it is the same or none', () => {
    expect(askedOf(named, 'openai')).toBe(named);
    expect(askedOf(named, undefined)).toBe(named);
  });
});

describe('results of the rules in place of a model', () => {
  const report = (...flags: string[][]) =>
    ({ results: flags.map((each) => ({ flags: each })) }) as unknown as Parameters<typeof degradedText>[0];

  it('are counted, with what may be done', () => {
    expect(degradedText(report(['degraded'], []))).toMatch(/^1 of 2 .*MODEL_PROVIDERS/);
    expect(degradedText(report([], ['no_facts']))).toBe('');
  });
});

describe('a job without a text', () => {
  const now = new Date('2026-02-03T04:05:06Z');

  it('is called by what is asked for, and says nothing else that resumes could be compared with', () => {
    const skills = (...names: string[]) => names.map((name) => ({ name }));
    expect(readJob(undefined, { mustHaveSkills: skills('Python', 'SQL'), niceToHaveSkills: skills('Go') }, now)).toEqual({
      title: 'Python, SQL',
      description: null,
    });
    expect(readJob(undefined, { mustHaveSkills: [], niceToHaveSkills: skills('Go', 'x'.repeat(200)) }, now).title).toBe('Go');
    expect(readJob(undefined, { minExperienceYears: 3 }, now).title).toBe('2026-02-03 04:05');
    expect(readJob('Data engineer\nPipelines', {}, now)).toEqual({ title: 'Data engineer', description: 'Pipelines' });
  });
});
