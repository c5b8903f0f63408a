import { descriptionOf, jobPostingOf } from './job-posting.js';
import type { PublicJob } from './job-posting.js';

/** What job boards take from one organization: its open jobs, the newest first. */
export interface JobFeed {
  readonly slug: string;
  readonly jobs: readonly FeedJob[];
}

export interface FeedJob extends PublicJob {
  readonly updatedAt: Date;
  /** Where the job can be read. */
  readonly url: string;
}

/** When a job in the feed changed last; null while it is empty. */
export function changedAt({ jobs }: JobFeed): Date | null {
  return jobs.reduce<Date | null>((newest, { updatedAt }) => (newest && newest > updatedAt ? newest : updatedAt), null);
}

/** The feed as a schema.org list of JobPosting (JSON-LD). */
export function jsonFeedOf({ jobs }: JobFeed): string {
  const itemListElement = jobs.map((job) => jobPostingOf(job, job.url));
  return JSON.stringify({ '@context': 'https://schema.org', '@type': 'ItemList', numberOfItems: jobs.length, itemListElement });
}

/** The feed in the XML that aggregators of jobs agreed on: `source` with one `job` each. What is not known is left out. */
export function xmlFeedOf(feed: JobFeed): string {
  const changed = changedAt(feed);
  const head =
    element('publisher', feed.jobs[0]?.organization.name ?? feed.slug) + (changed ? element('lastBuildDate', changed.toUTCString()) : '');
  return `<?xml version="1.0" encoding="utf-8"?>\n<source>${head}\n${feed.jobs.map(jobElement).join('')}</source>\n`;
}

function jobElement(job: FeedJob): string {
  const fields: readonly (readonly [string, string | null])[] = [
    ['title', job.title],
    ['date', job.publishedAt.toUTCString()],
    ['referencenumber', job.id],
    ['url', job.url],
    ['company', job.organization.name],
    ['location', job.location],
    ['category', job.department],
    ['jobtype', job.employmentType?.replace('_', '-') ?? null],
    ['description', descriptionOf(job)],
  ];
  return `<job>${fields.map(([name, value]) => (value === null ? '' : element(name, value))).join('')}</job>\n`;
}

function element(name: string, value: string): string {
  return `<${name}>${escapeXml(value)}</${name}>`;
}

/** Characters that XML 1.0 has no way to write are dropped, so that one of them does not spoil the feed. */
function escapeXml(value: string): string {
  const writable = value.toWellFormed().replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');
  return writable.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
