import { describe, expect, it } from '@jest/globals';
import type { ProfileDto } from '@shortlist/contracts';
import { enrich } from './enrich.js';

const at = (text: string): { text: string; start: number; end: number }[] => [{ text, start: 0, end: text.length }];
const role = (title: string | null, from: string, to: string | null): ProfileDto['roles'][number] => ({
  ...{ title, organization: 'Acme', from, to, current: to === null, bullets: [], confidence: 1 },
  evidence: at(title ?? 'Acme'),
});
const skill = (name: string, years: number | null = null): ProfileDto['skills'][number] => ({
  ...{ name, years, statedYears: null, proficiency: null, evidence: at(name), confidence: 1 },
});
const profile = (fields: Partial<ProfileDto>): ProfileDto => ({
  ...{ name: null, emails: [], phones: [], nationalId: null, location: null, links: [], summary: null },
  ...{ skills: [], roles: [], education: [], languages: [], certifications: [], totalYears: null, asOf: '2026-01-01T00:00:00.000Z' },
  ...fields,
});

describe('enriching a profile', () => {
  it('suggests the role practised longest, overlaps counted once, with all its places', () => {
    const roles = [
      role('Consultant', '2024', null),
      role('data engineer', '2015', '2020'),
      role('Data Engineer', '2014', '2019'),
      role('Clerk', '2010', '2014'),
    ];
    const { suggestedRole } = enrich(profile({ roles }), []);
    expect(suggestedRole).toEqual({ text: 'data engineer', evidence: [...at('data engineer'), ...at('Data Engineer')] });
  });

  it('infers what nobody does without, once, with the skill it follows from and its words', () => {
    const skills = [skill('NestJS'), skill('React'), skill('PostgreSQL')];
    const { inferredSkills } = enrich(profile({ skills }), ['TypeScript']);
    expect(inferredSkills).toContainEqual({ name: 'Node.js', impliedBy: 'NestJS', evidence: at('NestJS') });
    const names = inferredSkills.map(({ name }) => name);
    expect(names).toContain('JavaScript');
    expect(names).not.toContain('TypeScript');
    expect(new Set(names).size).toBe(names.length);
  });

  it('sums up in sentences that words of the resume support, and says nothing else', () => {
    const { summary } = enrich(
      profile({
        roles: [role('Engineer', '2020', null)],
        skills: [skill('Go', 1), skill('Rust', 4)],
        totalYears: { value: 6, evidence: at('2020'), confidence: 1 },
        education: [{ ...{ level: null, field: null, institution: null, from: null, to: null, confidence: 1 }, evidence: at('School') }],
      }),
      [],
    );
    expect(summary.map(({ text }) => text)).toEqual(['6 years of work.', 'Now Engineer at Acme.', 'Strongest in Rust, Go.']);
    for (const { evidence } of summary) expect(evidence.length).toBeGreaterThan(0);
    expect(enrich(profile({}), [])).toEqual({ suggestedRole: null, summary: [], inferredSkills: [] });
  });
});
