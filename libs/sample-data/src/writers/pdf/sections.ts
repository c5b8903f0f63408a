import type { ResumeContent } from '../../resume-content.js';
import { contactDetails, period, spoken } from '../wording.js';
import type { Wording } from '../wording.js';
import type { Column, Style } from './column.js';

/** The look of one layout: its wording, and a style for each kind of paragraph. */
export interface Theme {
  readonly wording: Wording;
  readonly heading: Style;
  readonly rule?: { readonly color: string; readonly thickness: number };
  readonly strong: Style;
  readonly body: Style;
  readonly muted: Style;
}

/** Draws one section of the resume, heading included, or nothing where the person has nothing to say. */
export type Section = (column: Column, content: ResumeContent, theme: Theme) => void;

export const summary: Section = (column, content, theme) => {
  heading(column, theme.wording.headings.summary, theme);
  column.paragraph(content.summary, theme.body);
};

export const experience: Section = (column, content, theme) => {
  heading(column, theme.wording.headings.experience, theme);
  for (const role of content.roles) {
    column.line(role.title, period(role, theme.wording), { ...theme.strong, spaceBefore: 6, keepWithNext: 30 }, theme.muted);
    column.paragraph(`${role.organization}, ${role.location}`, { ...theme.muted, keepWithNext: 14 });
    column.space(2);
    for (const bullet of role.bullets) column.bullet(bullet, theme.body);
  }
};

export const education: Section = (column, content, theme) => {
  if (content.education.length === 0) return;
  heading(column, theme.wording.headings.education, theme);
  for (const study of content.education) {
    column.paragraph(study.degree, { ...theme.strong, spaceBefore: 3, keepWithNext: 14 });
    column.paragraph(study.institution, { ...theme.muted, keepWithNext: 12 });
    column.paragraph(`${study.from} – ${study.to}`, theme.muted);
  }
};

/** Skills separated by commas: short, for a wide column. */
export const skillLine: Section = (column, content, theme) => {
  heading(column, theme.wording.headings.skills, theme);
  column.paragraph(content.skills.join(', '), theme.body);
};

/** One skill a line, for a narrow column. */
export const skillList: Section = (column, content, theme) => {
  heading(column, theme.wording.headings.skills, theme);
  for (const skill of content.skills) column.bullet(skill, theme.body);
};

export const languageLine: Section = (column, content, theme) => {
  heading(column, theme.wording.headings.languages, theme);
  column.paragraph(content.languages.map(spoken).join(', '), theme.body);
};

export const languageList: Section = (column, content, theme) => {
  heading(column, theme.wording.headings.languages, theme);
  for (const language of content.languages) column.bullet(spoken(language), theme.body);
};

export const certifications: Section = (column, content, theme) => {
  if (content.certifications.length === 0) return;
  heading(column, theme.wording.headings.certifications, theme);
  for (const certificate of content.certifications) column.bullet(certificate, theme.body);
};

export const contactList: Section = (column, content, theme) => {
  heading(column, theme.wording.headings.contact, theme);
  const style: Style = { ...theme.body, spaceBefore: 2 };
  for (const value of contactDetails(content)) {
    if (value.includes(' ')) column.paragraph(value, style);
    else column.unbroken(value, style);
  }
};

function heading(column: Column, text: string, theme: Theme): void {
  column.paragraph(text, theme.heading);
  if (theme.rule) column.rule(theme.rule.color, theme.rule.thickness);
  else column.space(2);
}
