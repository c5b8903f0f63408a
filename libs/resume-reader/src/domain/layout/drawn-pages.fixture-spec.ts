import type { ResumeContent, ResumeRole } from '@shortlist/sample-data';
import type { Glyph } from './words.js';

/** How a language words a resume: its headings, its months, its word for "until now". */
export interface DrawnLanguage {
  readonly headings: readonly [summary: string, experience: string, education: string, skills: string];
  readonly months: readonly string[];
  readonly now: string;
  readonly rightToLeft?: boolean;
}

const ENGLISH = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

export const DRAWN_LANGUAGES: Readonly<Record<string, DrawnLanguage>> = {
  English: { headings: ['Summary', 'Work Experience', 'Education', 'Skills'], months: ENGLISH, now: 'Present' },
  German: {
    headings: ['Profil', 'Berufserfahrung', 'Ausbildung', 'Kenntnisse'],
    months: 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(' '),
    now: 'heute',
  },
  French: {
    headings: ['Profil', 'Expérience professionnelle', 'Formation', 'Compétences'],
    months: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' '),
    now: 'présent',
  },
  Spanish: {
    headings: ['Perfil', 'Experiencia laboral', 'Educación', 'Habilidades'],
    months: 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(' '),
    now: 'actualidad',
  },
  Urdu: { headings: ['خلاصہ', 'تجربہ', 'تعلیم', 'مہارتیں'], months: ENGLISH, now: 'Present', rightToLeft: true },
  Arabic: { headings: ['الملخص', 'الخبرة العملية', 'التعليم', 'المهارات'], months: ENGLISH, now: 'Present', rightToLeft: true },
};

const SIZE = 10;
const LEADING = 14;
/** Average advance of a letter: what matters is where words begin and end, not which letters they hold. */
const ADVANCE = 5;

/** A page that is drawn glyph by glyph, as a reader of PDF files would find it. */
class Page {
  readonly glyphs: Glyph[] = [];

  /** Draws one line; right-to-left words come out as they are drawn, from their end. */
  line(text: string, left: number, baseline: number, { size = SIZE, bold = false } = {}): void {
    const drawn = /[\u0590-\u08ff]/.test(text) ? [...text].reverse().join('') : text;
    const advance = (ADVANCE * size) / SIZE;
    [...drawn].forEach((letter, index) =>
      this.glyphs.push({ text: letter, left: left + index * advance, right: left + (index + 1) * advance, baseline, size, bold }),
    );
  }

  /** Draws words as a paragraph and gives the baseline below it. */
  paragraph(text: string, left: number, baseline: number, width: number): number {
    let at = baseline;
    let line = '';
    for (const word of text.split(' ')) {
      if (line !== '' && (line.length + word.length + 1) * ADVANCE > width) {
        this.line(line, left, at);
        at += LEADING;
        line = '';
      }
      line += line === '' ? word : ` ${word}`;
    }
    this.line(line, left, at);
    return at + LEADING;
  }
}

interface Sheet {
  readonly page: Page;
  readonly content: ResumeContent;
  readonly language: DrawnLanguage;
  readonly period: (role: ResumeRole) => string;
}

type Draw = (sheet: Sheet) => void;

function heading(page: Page, text: string, left: number, baseline: number): number {
  page.line(text, left, baseline + LEADING, { size: 13, bold: true });
  return baseline + LEADING * 2.5;
}

function name({ page, content }: Sheet, left = 50): number {
  page.line(content.name, left, 50, { size: 22, bold: true });
  page.line(content.email, left, 70);
  return 90;
}

function studies({ page, content }: Sheet, left: number, from: number, width: number): number {
  let at = from;
  for (const { degree, institution, from: start, to } of content.education) {
    at = page.paragraph(degree, left, at, width);
    at = page.paragraph(`${institution}, ${start} - ${to}`, left, at, width) + 6;
  }
  return at;
}

function bullets(page: Page, role: ResumeRole, left: number, from: number, width: number): number {
  return role.bullets.reduce((at, bullet) => page.paragraph(`• ${bullet}`, left, at, width), from);
}

/** Everything in one column; dates at the right edge of each job's first line. */
const datesAtRight: Draw = (sheet) => {
  const { page, content, language, period } = sheet;
  const [summary, experience, education, skills] = language.headings;
  let at = heading(page, summary, 50, name(sheet));
  at = page.paragraph(content.summary, 50, at, 480);
  at = heading(page, experience, 50, at);
  for (const role of content.roles) {
    page.line(role.organization, 50, at, { bold: true });
    page.line(period(role), 530 - period(role).length * ADVANCE, at);
    page.line(role.title, 50, at + LEADING);
    page.line(role.location, 530 - role.location.length * ADVANCE, at + LEADING);
    at = bullets(page, role, 60, at + LEADING * 2, 460) + 8;
  }
  at = studies(sheet, 50, heading(page, education, 50, at), 480);
  page.paragraph(content.skills.join(', '), 50, heading(page, skills, 50, at), 480);
};

/** A narrow column at one side with what the person knows, the career in the wide one. */
const sidebar =
  (isLeft: boolean): Draw =>
  (sheet) => {
    const { page, content, language, period } = sheet;
    const [summary, experience, education, skills] = language.headings;
    const [narrow, wide] = isLeft ? [30, 210] : [410, 40];
    name(sheet, wide);
    let aside = heading(page, skills, narrow, 90);
    for (const skill of content.skills) aside = page.paragraph(skill, narrow, aside, 150) + 1;
    studies(sheet, narrow, heading(page, education, narrow, aside), 150);
    let at = heading(page, summary, wide, 90);
    at = page.paragraph(content.summary, wide, at, 340);
    at = heading(page, experience, wide, at);
    for (const role of content.roles) {
      page.line(role.title, wide, at, { bold: true });
      page.line(role.organization, wide, at + LEADING);
      page.line(period(role), wide, at + LEADING * 2);
      at = bullets(page, role, wide + 8, at + LEADING * 3, 330) + 8;
    }
  };

/** Headings and dates in the margin, level with the middle of what they stand beside. */
const margin: Draw = (sheet) => {
  const { page, content, language, period } = sheet;
  const [summary, experience, education, skills] = language.headings;
  name(sheet, 205);
  const begin = 110;
  let at = page.paragraph(content.summary, 205, begin, 350);
  page.line(summary, 40, (begin + at - LEADING) / 2, { size: 11, bold: true });
  at += 16;
  content.roles.forEach((role, index) => {
    const top = at;
    if (index === 0) page.line(experience, 40, top + 3, { size: 11, bold: true });
    page.line(role.title, 205, at, { bold: true });
    page.line(role.organization, 205, at + LEADING);
    page.line(period(role), 40, top + (index === 0 ? LEADING + 5 : 4));
    at = bullets(page, role, 215, at + LEADING * 2, 330) + 14;
  });
  page.line(education, 40, at + 4, { size: 11, bold: true });
  at = studies(sheet, 205, at, 350) + 14;
  page.line(skills, 40, at + 4, { size: 11, bold: true });
  page.paragraph(content.skills.join(', '), 205, at, 350);
};

/** A table: dates, job and employer in columns of their own, the work below. */
const table: Draw = (sheet) => {
  const { page, content, language, period } = sheet;
  const [summary, experience, education, skills] = language.headings;
  let at = page.paragraph(content.summary, 50, heading(page, summary, 50, name(sheet)), 480);
  at = heading(page, experience, 50, at);
  for (const role of content.roles) {
    page.line(period(role), 50, at);
    page.line(role.title, 220, at, { bold: true });
    page.line(role.organization, 400, at);
    at = bullets(page, role, 60, at + LEADING, 470) + 8;
  }
  at = studies(sheet, 50, heading(page, education, 50, at), 480);
  page.paragraph(content.skills.join(', '), 50, heading(page, skills, 50, at), 480);
};

export const DRAWN_LAYOUTS: Readonly<Record<string, Draw>> = {
  'dates at the right': datesAtRight,
  'sidebar at the left': sidebar(true),
  'sidebar at the right': sidebar(false),
  'headings in the margin': margin,
  table,
};

/** The glyphs of a resume in a layout and a language, on one page as long as it takes. */
export function drawnPage(content: ResumeContent, draw: Draw, language: DrawnLanguage): Glyph[] {
  const page = new Page();
  const month = (date: string): string => `${language.months[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`;
  const period = ({ from, to }: ResumeRole): string => `${month(from)} - ${to ? month(to) : language.now}`;
  draw({ page, content, language, period });
  return page.glyphs;
}
