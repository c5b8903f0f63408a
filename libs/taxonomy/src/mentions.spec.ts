import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { spellings } from './catalogue.js';
import { mentionsIn } from './mentions.js';
import { knownSkill } from './known-skill.js';

const namesIn = (text: string): string[] => mentionsIn(text).map(({ skill }) => skill.name);

describe('skills that a text names', () => {
  it.each([
    ['built services in node.js and NODEJS', ['Node.js', 'Node.js']],
    ['an ASP.NET site on .NET 8', ['ASP.NET', '.NET']],
    ['moved to PostgreSQL 15', ['PostgreSQL']],
    ['pages in HTML5/CSS3', ['HTML', 'CSS']],
    ['shipped with ci / cd on k8s', ['CI/CD', 'Kubernetes']],
    ['C++17 and C# services', ['C++', 'C#']],
    ['patient care and wound care on a ward', ['Patient Care', 'Wound Care']],
  ])('are found in %j', (text, names) => {
    expect(namesIn(text)).toEqual(names);
  });

  it.each([
    ['Worked with Java, C and Go', ['Java', 'C', 'Go']],
    ['C programming for devices', ['C']],
    ['statistics in Python / R', ['Python', 'R']],
  ])('include single letters and everyday words in the company of skills: %j', (text, names) => {
    expect(namesIn(text)).toEqual(expect.arrayContaining(names));
  });

  it.each([
    'Vitamin C and R rated films',
    'Let us go and express a word',
    'I excel at work',
    'Spring 2020 in Go Street',
    'Grade C, section R',
  ])('are none in %j', (text) => {
    expect(namesIn(text)).toEqual([]);
  });

  it('are not read out of addresses', () => {
    expect(namesIn('https://github.com/java/react me@python.org www.docker.com')).toEqual([]);
  });

  it('are told from each other where one name begins with another', () => {
    expect(namesIn('React Native, React and Java Script')).toEqual(['React Native', 'React', 'JavaScript']);
  });

  it('may be those of an organization', () => {
    const own = spellings('Zorbing\tknowledge\tzorb riding');
    expect(mentionsIn('led zorb riding', undefined, (key) => own.get(key)).map(({ skill }) => skill.name)).toEqual(['Zorbing']);
  });

  it('stand where they are said to stand, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom('Java', ' C', ', ', '.NET', 'go', '/', ' and ', '\n'), fc.string({ unit: 'grapheme' }))),
        (parts) => {
          const text = parts.join('');
          let last = 0;
          for (const { start, end } of mentionsIn(text)) {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeLessThanOrEqual(text.length);
            expect(text.slice(start, end).trim()).toBe(text.slice(start, end));
            last = end;
          }
        },
      ),
    );
  });
});

describe('a skill as somebody wrote it in a list', () => {
  it.each([
    ['Kuberentes', 'Kubernetes'],
    ['Javascipt', 'JavaScript'],
    ['postgressql', 'PostgreSQL'],
    ['Google BigQuery', 'BigQuery'],
    ['MS Excel', 'Microsoft Excel'],
    ['Python 3.11', 'Python'],
    ['python programming', 'Python'],
  ])('%j is %s', (written, name) => {
    expect(knownSkill(written)?.name).toBe(name);
  });

  it.each(['Kite flying', 'Jav', 'Reakt', 'basket weaving'])('%j is none', (written) => {
    expect(knownSkill(written)).toBeNull();
  });
});
