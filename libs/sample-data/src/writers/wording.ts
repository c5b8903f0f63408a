import type { Month, ResumeContent, ResumeLanguage, ResumeRole } from '../resume-content.js';

/** Headings of the sections of a resume; every layout words them its own way, as people do. */
export interface Headings {
  readonly contact: string;
  readonly summary: string;
  readonly experience: string;
  readonly education: string;
  readonly skills: string;
  readonly languages: string;
  readonly certifications: string;
}

/** How a layout says things: its headings, its dates, its word for "until now". */
export interface Wording {
  readonly headings: Headings;
  readonly month: (year: string, month: string) => string;
  readonly now: string;
}

/** In English, January first. */
export const MONTH_NAMES: readonly string[] = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const nameOf = (month: string): string => MONTH_NAMES[Number(month) - 1] ?? month;

export const formal: Wording = {
  headings: {
    contact: 'Contact',
    summary: 'Professional Summary',
    experience: 'Professional Experience',
    education: 'Education',
    skills: 'Skills',
    languages: 'Languages',
    certifications: 'Certifications',
  },
  month: (year, month) => `${nameOf(month).slice(0, 3)} ${year}`,
  now: 'Present',
};

export const modern: Wording = {
  headings: {
    contact: 'Get in touch',
    summary: 'Profile',
    experience: 'Work Experience',
    education: 'Education',
    skills: 'Technical Skills',
    languages: 'Languages',
    certifications: 'Certificates',
  },
  month: (year, month) => `${month}/${year}`,
  now: 'Now',
};

export const plain: Wording = {
  headings: {
    contact: 'Personal details',
    summary: 'About me',
    experience: 'Employment History',
    education: 'Academic Background',
    skills: 'Key Skills',
    languages: 'Languages',
    certifications: 'Licences and Certifications',
  },
  month: (year, month) => `${nameOf(month)} ${year}`,
  now: 'Current',
};

/** The period of a role, for example `Mar 2019 – Present`. */
export function period(role: ResumeRole, wording: Wording): string {
  const month = (date: Month): string => wording.month(date.slice(0, 4), date.slice(5, 7));
  return `${month(role.from)} – ${role.to ? month(role.to) : wording.now}`;
}

/** A language as one phrase, for example `Urdu (native)`. */
export function spoken(language: ResumeLanguage): string {
  return `${language.name} (${language.level})`;
}

/** Everything by which the person can be reached, and the national id where it is stated. */
export function contactDetails(content: ResumeContent): string[] {
  const details = [content.email, content.phone, content.location, ...content.links];
  return content.nationalId ? [...details, `CNIC: ${content.nationalId}`] : details;
}
