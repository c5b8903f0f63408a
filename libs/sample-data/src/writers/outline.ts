import type { ResumeContent } from '../resume-content.js';
import { contactDetails, formal, period, spoken } from './wording.js';

/** One paragraph of a resume and what it is, for formats that flow. */
export interface OutlineParagraph {
  readonly kind: 'name' | 'heading' | 'line' | 'strong' | 'bullet';
  readonly text: string;
}

/** The resume as paragraphs in one column. */
export function outlineOf(content: ResumeContent): OutlineParagraph[] {
  const { headings } = formal;
  const lines = (...texts: readonly string[]): OutlineParagraph[] => texts.map((text) => ({ kind: 'line', text }));
  const bullets = (texts: readonly string[]): OutlineParagraph[] => texts.map((text) => ({ kind: 'bullet', text }));
  return [
    { kind: 'name', text: content.name },
    ...lines(content.headline, ...contactDetails(content)),
    ...section(headings.summary, lines(content.summary)),
    ...section(
      headings.experience,
      content.roles.flatMap((role) => [
        { kind: 'strong' as const, text: `${role.title}, ${role.organization}, ${role.location}` },
        ...lines(period(role, formal)),
        ...bullets(role.bullets),
      ]),
    ),
    ...section(
      headings.education,
      lines(...content.education.map((study) => `${study.degree}, ${study.institution}, ${study.from} – ${study.to}`)),
    ),
    ...section(headings.skills, lines(content.skills.join(', '))),
    ...section(headings.languages, lines(content.languages.map(spoken).join(', '))),
    ...section(headings.certifications, bullets(content.certifications)),
  ];
}

function section(heading: string, paragraphs: readonly OutlineParagraph[]): OutlineParagraph[] {
  return paragraphs.some(({ text }) => text !== '') ? [{ kind: 'heading', text: heading }, ...paragraphs] : [];
}
