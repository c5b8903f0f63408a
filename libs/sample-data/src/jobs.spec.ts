import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { CriteriaDto } from '@shortlist/contracts';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { sampleJobs } from './jobs.js';
import { sampleOrganization } from './organization.js';
import { sampleCandidates } from './sample-resumes.js';

describe('sample jobs', () => {
  it('have criteria that the contract accepts, and refuses once they are broken', () => {
    const errorsOf = (criteria: object): unknown[] =>
      validateSync(plainToInstance(CriteriaDto, criteria), { whitelist: true, forbidNonWhitelisted: true });
    for (const { criteria } of sampleJobs) {
      expect(errorsOf(criteria)).toEqual([]);
      expect(errorsOf({ ...criteria, filtering: { topN: 0 } })).not.toEqual([]);
      expect(errorsOf({ ...criteria, topN: 5 })).not.toEqual([]);
    }
  });

  it('ask for every kind of criterion and keep a shortlist of five', () => {
    for (const { criteria, requirements } of sampleJobs) {
      const { mustHaveSkills, niceToHaveSkills, languages, disqualifyingFactors, locationPreference } = criteria;
      for (const list of [mustHaveSkills, niceToHaveSkills, languages, disqualifyingFactors, locationPreference, requirements]) {
        expect(list?.length).toBeGreaterThan(0);
      }
      expect(criteria).toMatchObject({ minExperienceYears: expect.any(Number), requiredEducation: 'bachelor', filtering: { topN: 5 } });
    }
  });

  it('have applicants from those who list every skill that must be there to those who list none', () => {
    for (const { criteria, key } of sampleJobs) {
      const wanted = (criteria.mustHaveSkills ?? []).map(({ name }) => name);
      const coverage = sampleCandidates
        .filter(({ job }) => job === key)
        .map(({ content }) => wanted.filter((skill) => content.skills.includes(skill)).length);
      expect(new Set(coverage).size).toBeGreaterThanOrEqual(4);
      expect([Math.min(...coverage), Math.max(...coverage)]).toEqual([0, wanted.length]);
    }
  });
});

describe('the sample organization', () => {
  it('has one user of each role, with an address of its own under example.com', () => {
    const { slug, users } = sampleOrganization;
    expect(users.map(({ role }) => role).sort()).toEqual(['admin', 'hiring_manager', 'interviewer', 'recruiter', 'viewer']);
    expect(new Set(users.map(({ email }) => email)).size).toBe(users.length);
    for (const { email } of users) expect(email.endsWith(`@${slug}.example.com`)).toBe(true);
  });

  it('is where the notifications of the jobs go', () => {
    const addresses = sampleOrganization.users.map(({ email }) => email);
    for (const { criteria } of sampleJobs) expect(addresses).toEqual(expect.arrayContaining(criteria.notifications?.emailRecipients ?? []));
  });
});
