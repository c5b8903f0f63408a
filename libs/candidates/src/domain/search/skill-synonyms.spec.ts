import { describe, expect, it } from '@jest/globals';
import { SkillSynonyms } from './skill-synonyms.js';

const synonyms = new SkillSynonyms((text) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9+#]+/g, ' ')
    .trim(),
);

describe('synonyms of skills', () => {
  it('are all names of one skill, from each of them', () => {
    expect(synonyms.of('k8s')).toEqual(expect.arrayContaining(['Kubernetes']));
    expect(synonyms.of('kubernetes')).toEqual(synonyms.of('k8s'));
    expect(synonyms.of('postgres')).toEqual(expect.arrayContaining(['PostgreSQL']));
  });

  it('leave out names that mean something else in most texts', () => {
    expect(synonyms.of('golang')).not.toContain('Go');
    expect(synonyms.of('gardening unicorns')).toEqual([]);
  });
});
