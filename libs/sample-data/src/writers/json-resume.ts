import type { ResumeContent } from '../resume-content.js';

/** The resume as JSON Resume 1.0.0 (https://jsonresume.org/schema), which has no place for national ids. */
export function writeJsonResume(content: ResumeContent): Uint8Array {
  const resume = {
    basics: {
      name: content.name,
      label: content.headline,
      email: content.email,
      phone: content.phone,
      location: { city: content.location },
      summary: content.summary,
      profiles: content.links.map((url) => ({ url })),
    },
    work: content.roles.map(({ title, organization, location, from, to, bullets }) => ({
      ...{ position: title, name: organization, location, startDate: from, highlights: bullets },
      ...(to !== null && { endDate: to }),
    })),
    education: content.education.map(({ degree, institution, from, to }) => ({
      ...{ studyType: degree, institution, startDate: String(from), endDate: String(to) },
    })),
    skills: [{ name: 'Skills', keywords: content.skills }],
    languages: content.languages.map(({ name, level }) => ({ language: name, fluency: level })),
    certificates: content.certifications.map((name) => ({ name })),
  };
  return new TextEncoder().encode(`${JSON.stringify(resume, null, 2)}\n`);
}
