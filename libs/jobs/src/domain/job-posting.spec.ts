import { describe, expect, it } from '@jest/globals';
import { jobPostingOf } from './job-posting.js';
import type { PublicJob } from './job-posting.js';

const job: PublicJob = {
  id: '01920000-0000-7000-8000-000000000001',
  organization: { name: 'Harbour & Pine', slug: 'harbour-and-pine' },
  title: 'Engineer',
  description: 'First <b>line</b>\nsecond.\n\nNext paragraph & more.',
  department: null,
  location: 'Karachi',
  employmentType: 'contract',
  openings: 2,
  publishedAt: new Date('2026-03-01T10:00:00Z'),
};

describe('jobPostingOf', () => {
  it('names what job boards require', () => {
    expect(jobPostingOf(job, 'https://jobs.example.com/1')).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'JobPosting',
      title: 'Engineer',
      datePosted: '2026-03-01T10:00:00.000Z',
      employmentType: 'CONTRACTOR',
      hiringOrganization: { '@type': 'Organization', name: 'Harbour & Pine' },
      jobLocation: { '@type': 'Place', address: { addressLocality: 'Karachi' } },
      url: 'https://jobs.example.com/1',
    });
  });

  it('turns text into HTML without letting markup through', () => {
    expect(jobPostingOf(job, '').description).toBe('<p>First &lt;b&gt;line&lt;/b&gt;<br>second.</p><p>Next paragraph &amp; more.</p>');
  });

  it('leaves out what is not known', () => {
    const posting = jobPostingOf({ ...job, description: null, location: null, employmentType: null }, '');
    expect(posting).not.toHaveProperty('jobLocation');
    expect(posting).not.toHaveProperty('employmentType');
    expect(posting.description).toBe('<p>Engineer</p>');
  });
});
