import type { EmploymentType } from './job.js';

/** What the public knows about a job. */
export interface PublicJob {
  readonly id: string;
  readonly organization: { readonly name: string; readonly slug: string };
  readonly title: string;
  readonly description: string | null;
  readonly department: string | null;
  readonly location: string | null;
  readonly employmentType: EmploymentType | null;
  readonly openings: number;
  readonly publishedAt: Date;
}

const EMPLOYMENT_TYPES: Readonly<Record<EmploymentType, string>> = {
  full_time: 'FULL_TIME',
  part_time: 'PART_TIME',
  contract: 'CONTRACTOR',
  temporary: 'TEMPORARY',
  internship: 'INTERN',
};

/** The job as schema.org JobPosting (JSON-LD), which job boards read. Unknown properties are left out, as JSON-LD wants it. */
export function jobPostingOf(job: PublicJob, url: string): Record<string, unknown> {
  return {
    '@context': 'https://schema.org',
    '@type': 'JobPosting',
    title: job.title,
    description: descriptionOf(job),
    identifier: { '@type': 'PropertyValue', name: job.organization.name, value: job.id },
    datePosted: job.publishedAt.toISOString(),
    hiringOrganization: { '@type': 'Organization', name: job.organization.name },
    totalJobOpenings: job.openings,
    directApply: true,
    url,
    ...(job.employmentType && { employmentType: EMPLOYMENT_TYPES[job.employmentType] }),
    ...(job.location && {
      jobLocation: { '@type': 'Place', address: { '@type': 'PostalAddress', addressLocality: job.location } },
    }),
  };
}

/** The description as HTML; a job without one is described by its title. */
export function descriptionOf({ description, title }: PublicJob): string {
  return htmlOf(description ?? title);
}

/** Paragraphs as HTML, which is what readers of JobPosting take a description for. */
function htmlOf(text: string): string {
  const paragraphs = text.split(/\n{2,}/).filter((paragraph) => paragraph.trim() !== '');
  return paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph.trim()).replaceAll('\n', '<br>')}</p>`).join('');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
