import { CodedError } from '@shortlist/platform';
import type { ErrorItem } from '@shortlist/platform';
import type { CandidateTemplate } from './message.js';

/** What an organization writes instead of a built-in mail: plain words with placeholders such as `{{jobTitle}}`, and nothing that computes. */
export interface CustomTemplate {
  readonly subject: string;
  readonly text: string;
}

export const PLACEHOLDERS = ['name', 'jobTitle', 'organization', 'trackingUrl'] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];
/** `name` may be unknown: then its placeholder goes, with the space in front of it. */
export type PlaceholderValues = Readonly<Record<Exclude<Placeholder, 'name'>, string>> & { readonly name: string | null };

/** A piece of a line; with `href` it is a link. */
export interface TextPart {
  readonly text: string;
  readonly href: string | null;
}

const PLACEHOLDER = /( ?)\{\{\s*(\w+)\s*\}\}/g;
const TRACKING_URL = /\{\{\s*trackingUrl\s*\}\}/;

/** Puts the values in, each once: what a value says is never read as a placeholder. */
export function fillIn(text: string, values: PlaceholderValues): string {
  return text.replaceAll(PLACEHOLDER, (_all, space: string, name: string) => {
    const value = values[name as Placeholder];
    return value === null ? '' : `${space}${value}`;
  });
}

/** The text as paragraphs of lines of parts, the status page being a link. */
export function paragraphsOf(text: string, values: PlaceholderValues): TextPart[][][] {
  const paragraphs = text
    .replaceAll('\r\n', '\n')
    .trim()
    .split(/\n[^\S\n]*\n\s*/);
  return paragraphs.map((paragraph) => paragraph.split('\n').map((line) => partsOf(line, values)));
}

function partsOf(line: string, values: PlaceholderValues): TextPart[] {
  const link = { text: values.trackingUrl, href: values.trackingUrl };
  const words = line.split(TRACKING_URL).map((piece) => ({ text: fillIn(piece, values), href: null }));
  return words.flatMap((part, index) => (index === 0 ? [part] : [link, part])).filter((part) => part.text !== '');
}

/** What keeps a template from being used; `pointer` is where it stands in the body. */
export function templateProblems(id: CandidateTemplate, { subject, text }: CustomTemplate, pointer: string): ErrorItem[] {
  const problems = [...placeholderProblems(subject, `${pointer}/subject`), ...placeholderProblems(text, `${pointer}/text`)];
  const problem = (field: string, code: string, detail: string): void => {
    problems.push({ pointer: `${pointer}/${field}`, code: `notifications.${code}`, detail });
  };
  if (/[\r\n]/.test(subject)) problem('subject', 'subject_of_many_lines', 'A subject is one line.');
  if (TRACKING_URL.test(subject)) problem('subject', 'link_in_subject', 'The address of the status page belongs into the text.');
  if (id === 'confirmation' && !TRACKING_URL.test(text)) {
    problem('text', 'placeholder_missing', 'A confirmation must tell the address of the status page: {{trackingUrl}}.');
  }
  return problems;
}

/** With every reason and its place. */
export function templateRefused(errors: readonly ErrorItem[]): CodedError {
  return new CodedError('notifications.template_refused', 'rule', 'These templates cannot be used.', { errors });
}

function placeholderProblems(text: string, pointer: string): ErrorItem[] {
  const code = 'notifications.placeholder_unknown';
  const known = PLACEHOLDERS.map((name) => `{{${name}}}`).join(', ');
  const names = [...text.matchAll(PLACEHOLDER)].map(([, , name = '']) => name);
  const unknown = [...new Set(names)].filter((name) => !PLACEHOLDERS.includes(name as Placeholder));
  const problems = unknown.map((name) => ({ pointer, code, detail: `{{${name}}} is not known. There are ${known}.` }));
  const rest = text.replaceAll(PLACEHOLDER, '');
  if (/\{\{|\}\}/.test(rest) || /\{{3}|\}{3}/.test(text))
    problems.push({ pointer, code, detail: `Braces stand around the name of a placeholder only: ${known}.` });
  return problems;
}
