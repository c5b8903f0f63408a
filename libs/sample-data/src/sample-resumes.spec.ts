import { beforeAll, describe, expect, it } from '@jest/globals';
import mammoth from 'mammoth';
import { extractText } from 'unpdf';
import { sampleJobs } from './jobs.js';
import { sampleCandidates, sampleResumes } from './sample-resumes.js';
import type { SampleResume } from './sample-resumes.js';
import { formal, modern, period, plain } from './writers/wording.js';

const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** What a reader of the file gets, with every run of white space as one space. */
async function textOf({ bytes, contentType }: SampleResume): Promise<string> {
  return (await extract(bytes, contentType)).replace(/\s+/g, ' ');
}

async function extract(bytes: Uint8Array, contentType: string): Promise<string> {
  if (contentType === 'application/pdf') return (await extractText(bytes.slice(), { mergePages: true })).text;
  if (contentType === docxType) return (await mammoth.extractRawText({ buffer: Buffer.from(bytes) })).value;
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}

/** The text that a file of any layout must hold, beside the dates, which each layout writes its own way. */
function statements({ candidate: { content } }: SampleResume): string[] {
  return [
    content.name,
    content.headline,
    content.email,
    content.phone,
    content.location,
    content.summary,
    ...content.links,
    ...(content.nationalId ? [content.nationalId] : []),
    ...content.skills,
    ...content.certifications,
    ...content.languages.map(({ name, level }) => `${name} (${level})`),
    ...content.education.flatMap(({ degree, institution }) => [degree, institution]),
    ...content.roles.flatMap(({ title, organization, bullets }) => [title, organization, ...bullets]),
  ];
}

describe('sample resumes', () => {
  const resumes: SampleResume[] = [];
  const texts: string[] = [];

  beforeAll(async () => {
    for await (const resume of sampleResumes()) {
      resumes.push(resume);
      texts.push(await textOf(resume));
    }
  });

  it('are 25 files of 25 people: 12 PDF, 8 DOCX and 5 text files in every layout', () => {
    const formats = Object.groupBy(resumes, ({ candidate }) => candidate.format);
    expect(Object.fromEntries(Object.entries(formats).map(([format, list]) => [format, list.length]))).toEqual({
      'pdf/single-column': 3,
      'pdf/two-column': 3,
      'pdf/sidebar': 3,
      'pdf/compact': 3,
      'docx/plain': 4,
      'docx/table': 4,
      txt: 5,
    });
    expect(new Set(resumes.map(({ fileName }) => fileName)).size).toBe(25);
    expect(new Set(sampleCandidates.map(({ content }) => content.name)).size).toBe(25);
    expect(new Set(sampleCandidates.map(({ content }) => content.phone)).size).toBe(25);
  });

  it('begin as the file type that they are named and sent as', () => {
    for (const { bytes, contentType, fileName } of resumes) {
      const start = Buffer.from(bytes.subarray(0, 5)).toString('latin1');
      if (fileName.endsWith('.pdf')) expect([contentType, start]).toEqual(['application/pdf', '%PDF-']);
      else if (fileName.endsWith('.docx')) expect([contentType, start.slice(0, 2)]).toEqual([docxType, 'PK']);
      else expect([contentType, fileName.slice(-4)]).toEqual(['text/plain', '.txt']);
    }
  });

  it('hold everything that their people say, in text that a parser can extract', () => {
    resumes.forEach((resume, index) => {
      const missing = statements(resume).filter((statement) => !texts[index]?.includes(statement));
      expect({ file: resume.fileName, missing }).toEqual({ file: resume.fileName, missing: [] });
    });
  });

  it('give the period of every role in the wording of their layout', () => {
    resumes.forEach(({ candidate, fileName }, index) => {
      const wordings = [formal, modern, plain];
      const dated = wordings.some((wording) => candidate.content.roles.every((role) => texts[index]?.includes(period(role, wording))));
      expect({ fileName, dated }).toEqual({ fileName, dated: true });
    });
  });

  it('fit on one page when they are PDF files, as their layouts are drawn for', async () => {
    const files = resumes.filter(({ contentType }) => contentType === 'application/pdf');
    expect(files).toHaveLength(12);
    for (const { bytes, fileName } of files) {
      expect({ fileName, pages: (await extractText(bytes.slice())).totalPages }).toEqual({ fileName, pages: 1 });
    }
  });

  it('are spread over both jobs and belong to the job that they come with', () => {
    for (const job of sampleJobs) expect(resumes.filter((resume) => resume.job === job).length).toBeGreaterThanOrEqual(12);
    for (const { candidate, job } of resumes) expect(job.key).toBe(candidate.job);
  });

  it('have no relation to real people: addresses of example domains only, careers in order', () => {
    for (const { content } of sampleCandidates) {
      expect(content.email).toMatch(/^[a-z.]+@example\.(com|net|org)$/);
      for (const link of content.links) expect(link).toContain('example');
      const dates = content.roles.flatMap(({ from, to }) => [to ?? '9999-12', from]);
      expect(dates).toEqual([...dates].sort().reverse());
    }
  });
});
