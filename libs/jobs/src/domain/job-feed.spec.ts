import { describe, expect, it } from '@jest/globals';
import { changedAt, jsonFeedOf, xmlFeedOf } from './job-feed.js';
import type { FeedJob } from './job-feed.js';

const job: FeedJob = {
  id: '01920000-0000-7000-8000-000000000001',
  organization: { name: 'Harbour & Pine', slug: 'harbour-and-pine' },
  title: 'Engineer ]]> <x>',
  description: 'First & second.\u0000\uD800',
  department: null,
  location: 'Karachi',
  employmentType: 'full_time',
  openings: 2,
  publishedAt: new Date('2026-03-01T10:00:00Z'),
  updatedAt: new Date('2026-03-02T10:00:00Z'),
  url: 'https://jobs.example.com/1?a=b&c=d',
};
const feed = { slug: 'harbour-and-pine', jobs: [job, { ...job, updatedAt: new Date('2026-03-01T11:00:00Z') }] };

describe('a feed', () => {
  it('is XML whatever jobs say: marked up, unwritable and unknown', () => {
    expect(xmlFeedOf({ ...feed, jobs: [job] })).toBe(
      [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<source><publisher>Harbour &amp; Pine</publisher><lastBuildDate>Mon, 02 Mar 2026 10:00:00 GMT</lastBuildDate>',
        '<job><title>Engineer ]]&gt; &lt;x&gt;</title><date>Sun, 01 Mar 2026 10:00:00 GMT</date>' +
          '<referencenumber>01920000-0000-7000-8000-000000000001</referencenumber><url>https://jobs.example.com/1?a=b&amp;c=d</url>' +
          '<company>Harbour &amp; Pine</company><location>Karachi</location><jobtype>full-time</jobtype>' +
          '<description>&lt;p&gt;First &amp;amp; second.\uFFFD&lt;/p&gt;</description></job>',
        '</source>',
        '',
      ].join('\n'),
    );
  });

  it('is a schema.org list of job postings', () => {
    expect(JSON.parse(jsonFeedOf(feed))).toMatchObject({
      '@type': 'ItemList',
      numberOfItems: 2,
      itemListElement: [{ '@type': 'JobPosting', title: job.title, url: job.url }, { '@type': 'JobPosting' }],
    });
  });

  it('changed when the newest of its jobs did, and is a feed without any', () => {
    expect(changedAt(feed)).toEqual(job.updatedAt);
    const empty = { slug: 'nobody', jobs: [] };
    expect(changedAt(empty)).toBeNull();
    expect(xmlFeedOf(empty)).toContain('<source><publisher>nobody</publisher>\n</source>');
    expect(JSON.parse(jsonFeedOf(empty))).toMatchObject({ numberOfItems: 0 });
  });
});
