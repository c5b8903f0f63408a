import type { DraftLine } from '../../domain/text-document.js';
import { ParseError } from '../outcome.js';
import { decodeText } from './decode-text.js';
import type { ExtractedLines } from './extracted-lines.js';

type Json = Readonly<Record<string, unknown>>;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Lines of a JSON Resume (https://jsonresume.org/schema, 1.0.0), written as a person would. Other JSON is no resume. */
export function readJsonResume(bytes: Uint8Array): ExtractedLines {
  const resume = parse(decodeText(bytes));
  const lines = [...header(resume), ...sections(resume)];
  if (!lines.some(({ text }) => /[\p{L}\p{N}]/u.test(text))) throw new ParseError('no_text', 'no field holds words');
  return { lines, hidden: false, truncated: false };
}

function parse(text: string): Json {
  try {
    const json: unknown = JSON.parse(text);
    if (isObject(json) && isObject(json['basics'])) return json;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new ParseError('corrupt', 'the JSON is broken');
  }
  throw new ParseError('unsupported_type', 'the JSON is no JSON Resume: it has no basics');
}

function header(resume: Json): DraftLine[] {
  const basics = resume['basics'] as Json;
  const location = isObject(basics['location']) ? basics['location'] : {};
  const place = joined([location['address'], location['city'], location['region'], location['countryCode']], ', ');
  const profiles = objects(basics['profiles']).map(
    (profile) => said(profile['url']) || joined([profile['network'], profile['username']], ': '),
  );
  return [
    ...[basics['name'], basics['label'], basics['email'], basics['phone']].map((value) => ({ text: said(value) })),
    ...[place, said(basics['url']), ...profiles].map((text) => ({ text })),
    ...section('Summary', paragraphs(basics['summary'])),
  ];
}

function sections(resume: Json): DraftLine[] {
  const list = (name: string): Json[] => objects(resume[name]);
  return [
    ...section(
      'Experience',
      list('work').flatMap((work) => engagement(work, work['name'])),
    ),
    ...section('Education', list('education').flatMap(education)),
    ...section(
      'Skills',
      list('skills').map(({ name, keywords }) => ({ text: labelled(name, texts(keywords)) })),
    ),
    ...section(
      'Languages',
      list('languages').map(({ language, fluency }) => ({ text: joined([language, fluency], ' - ') })),
    ),
    ...section(
      'Certifications',
      list('certificates').map(({ name, issuer, date }) => ({ text: joined([name, issuer, month(date)], ', ') })),
    ),
    ...section('Projects', list('projects').flatMap(project)),
    ...section(
      'Publications',
      list('publications').map((one) => ({ text: joined([one['name'], one['publisher'], month(one['releaseDate'])], ', ') })),
    ),
    ...section(
      'Volunteering',
      list('volunteer').flatMap((work) => engagement(work, work['organization'])),
    ),
    ...section(
      'Awards',
      list('awards').map(({ title, awarder, date }) => ({ text: joined([title, awarder, month(date)], ', ') })),
    ),
  ];
}

function engagement(work: Json, organization: unknown): DraftLine[] {
  return [
    { text: joined([work['position'], organization], ', '), spaced: true },
    { text: period(work) },
    ...paragraphs(work['summary']),
    ...bullets(work['highlights']),
  ];
}

function education(one: Json): DraftLine[] {
  return [
    { text: joined([joined([one['studyType'], one['area']], ' in '), one['institution']], ', '), spaced: true },
    { text: period(one) },
    ...bullets(one['courses']),
  ];
}

function project(one: Json): DraftLine[] {
  return [
    { text: said(one['name']), spaced: true },
    ...paragraphs(one['description']),
    ...bullets(one['highlights']),
    { text: texts(one['keywords']).join(', ') },
  ];
}

/** A section without content has no heading. */
function section(title: string, lines: readonly DraftLine[]): DraftLine[] {
  return lines.some(({ text }) => text !== '')
    ? [{ text: '' }, { text: title, heading: true, bold: true }, ...lines.filter(({ text }) => text !== '')]
    : [];
}

/** An entry without an end goes on. */
function period({ startDate, endDate }: Json): string {
  const [from, to] = [month(startDate), month(endDate)];
  return from === '' ? to : `${from} - ${to || 'Present'}`;
}

/** `2019-03-01` as `Mar 2019`; a date may stop at the year or the month. */
function month(value: unknown): string {
  const [, year, number] = /^(\d{4})(?:-(\d{2}))?/.exec(said(value)) ?? [];
  const name = number === undefined ? undefined : MONTHS[Number(number) - 1];
  return name ? `${name} ${year}` : (year ?? said(value));
}

function labelled(label: unknown, values: readonly string[]): string {
  return values.length === 0 ? said(label) : `${said(label)}: ${values.join(', ')}`;
}

function paragraphs(value: unknown): DraftLine[] {
  return said(value)
    .split(/\r?\n/)
    .map((text) => ({ text }));
}

function bullets(value: unknown): DraftLine[] {
  return texts(value).map((text) => ({ text, bullet: true }));
}

function joined(values: readonly unknown[], separator: string): string {
  return values
    .map(said)
    .filter((text) => text !== '')
    .join(separator);
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(said).filter((text) => text !== '') : [];
}

function objects(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function said(value: unknown): string {
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
