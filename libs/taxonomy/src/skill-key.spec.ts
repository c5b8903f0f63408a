import { describe, expect, it } from '@jest/globals';
import { isListedSkill, relationOf } from './relations.js';
import { skillKey } from './skill-key.js';
import { SKILL_NEEDS, SKILL_SIBLINGS } from './relation-tables.js';

describe('the key of a skill name', () => {
  it.each([
    ['node.js', 'NodeJS'],
    ['Node JS', 'nodejs'],
    ['JS', 'JavaScript'],
    ['Java Script', 'ES6'],
    ['React.js', 'ReactJS'],
    ['k8s', 'Kubernetes'],
    ['Postgres', 'PostgreSQL'],
    ['PostgreSQL 15.2', 'postgresql'],
    ['Python 3', 'python'],
    ['Python3.11', 'Python'],
    ['Java 8+', 'Java'],
    ['Angular v17', 'Angular'],
    ['C++17', 'c++'],
    ['cpp', 'C++'],
    ['C Sharp', 'C#'],
    ['golang', 'Go'],
    ['.NET', 'dotnet'],
    ['.NET 8', '.net'],
    ['ASP.NET Core', 'ASP.NET'],
    ['CI / CD', 'CI/CD'],
    ['RESTful APIs', 'REST API'],
    ['Databases', 'database'],
    ['Machine-Learning', 'machine learning'],
    ['JavaScript (ES2015)', 'javascript'],
    ['Python programming', 'Python'],
    ['Gestion de proyectos', 'gestión de  PROYECTOS'],
    ['数据分析', '数据分析'],
  ])('is one for %s and %s', (a, b) => {
    expect(skillKey(a)).toBe(skillKey(b));
  });

  it.each([
    ['C', 'C++'],
    ['C', 'C#'],
    ['C++', 'C#'],
    ['Java', 'JavaScript'],
    ['Go', 'Google Ads'],
    ['R', 'Rust'],
    ['Angular', 'AngularJS'],
    ['.NET', 'Networking'],
    ['ISO 9001', 'ISO 27001'],
    ['Objective-C', 'C'],
    ['数据分析', '机器学习'],
  ])('tells %s from %s', (a, b) => {
    expect(skillKey(a)).not.toBe(skillKey(b));
  });
});

describe('related skills', () => {
  it('include what they cannot be practised without, over several steps, and not the other way', () => {
    expect(relationOf('Next.js', 'JavaScript')).toBe('includes');
    expect(relationOf('PostgreSQL', 'SQL')).toBe('includes');
    expect(relationOf('SQL', 'PostgreSQL')).toBeNull();
  });

  it('are siblings both ways when they do the same work', () => {
    expect(relationOf('MySQL', 'Postgres')).toBe('sibling');
    expect(relationOf('postgres', 'MySQL')).toBe('sibling');
  });

  it('of no table are narrower when the name asked for stands inside theirs as words', () => {
    expect(relationOf('Acute patient care', 'Patient care')).toBe('includes');
    expect(relationOf('Patient care', 'Acute patient care')).toBeNull();
    expect(relationOf('Outpatient careers', 'Patient care')).toBeNull();
  });

  it.each([
    ['Java Script', 'Java'],
    ['Objective-C', 'C'],
    ['C level reporting', 'C'],
    ['Go to market strategy', 'Go'],
  ])('do not make %s a proof of %s', (has, asked) => {
    expect(relationOf(has, asked)).toBeNull();
  });

  it('never go round in a circle', () => {
    for (const [skill, needs] of Object.entries(SKILL_NEEDS)) {
      for (const need of needs) expect(relationOf(need, skill)).not.toBe('includes');
    }
  });

  it('are listed, as are their families', () => {
    expect(SKILL_SIBLINGS.flat().every(isListedSkill)).toBe(true);
    expect(isListedSkill('Basket weaving')).toBe(false);
  });
});
