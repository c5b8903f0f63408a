import type { ResumeContent } from '../resume-content.js';
import { formal, period, spoken } from './wording.js';

/** The resume as plain text in UTF-8. */
export function writeText(content: ResumeContent): Uint8Array {
  return new TextEncoder().encode(textOf(content));
}

function textOf(content: ResumeContent): string {
  const { headings } = formal;
  const contact = [`E-mail: ${content.email}`, `Phone: ${content.phone}`, `Address: ${content.location}`, ...content.links];
  if (content.nationalId) contact.push(`CNIC: ${content.nationalId}`);
  return [
    [content.name, content.headline, '', ...contact],
    section(headings.summary, [content.summary]),
    section(headings.experience, experience(content)),
    section(
      headings.education,
      content.education.map((study) => `${study.degree}, ${study.institution}, ${study.from} – ${study.to}`),
    ),
    section(headings.skills, [content.skills.join(', ')]),
    section(headings.languages, [content.languages.map(spoken).join(', ')]),
    section(
      headings.certifications,
      content.certifications.map((certificate) => `- ${certificate}`),
    ),
  ]
    .flat()
    .join('\n');
}

function section(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', heading.toUpperCase(), '-'.repeat(heading.length), ...lines];
}

function experience(content: ResumeContent): string[] {
  return content.roles.flatMap((role, index) => [
    ...(index === 0 ? [] : ['']),
    `${role.title}, ${role.organization}, ${role.location}`,
    period(role, formal),
    ...role.bullets.map((bullet) => `- ${bullet}`),
  ]);
}
