import type PDFDocument from 'pdfkit';
import type { ResumeContent } from '../../resume-content.js';
import { contactDetails, formal, modern, plain } from '../wording.js';
import { Column } from './column.js';
import type { Style } from './column.js';
import {
  certifications,
  contactList,
  education,
  experience,
  languageLine,
  languageList,
  skillLine,
  skillList,
  summary,
} from './sections.js';
import type { Section, Theme } from './sections.js';

type Doc = typeof PDFDocument.prototype;
type Draw = (doc: Doc, content: ResumeContent) => void;

// Points of an A4 page.
const pageWidth = 595.28;
const pageHeight = 841.89;

function draw(sections: readonly Section[], column: Column, content: ResumeContent, theme: Theme): void {
  for (const section of sections) section(column, content, theme);
}

/** Everything below one another in a serif type, the name in the middle. */
const singleColumn: Draw = (doc, content) => {
  const ink = '#1a1a1a';
  const body: Style = { font: 'Times-Roman', size: 10.5, color: ink };
  const theme: Theme = {
    wording: formal,
    heading: { font: 'Times-Bold', size: 12, color: ink, spaceBefore: 11, keepWithNext: 50 },
    rule: { color: '#555555', thickness: 0.6 },
    strong: { font: 'Times-Bold', size: 10.5, color: ink },
    body,
    muted: { font: 'Times-Italic', size: 10.5, color: '#333333' },
  };
  const column = new Column(doc, { x: 62, width: pageWidth - 124, top: 54, bottom: pageHeight - 54 });
  column.paragraph(content.name, { font: 'Times-Bold', size: 22, color: ink, align: 'center' });
  column.paragraph(content.headline, { ...theme.muted, size: 12, align: 'center' });
  column.space(3);
  column.row(contactDetails(content), '  |  ', { ...body, size: 9.5, align: 'center' });
  draw([summary, experience, education, skillLine, certifications, languageLine], column, content, theme);
};

/** A header over the page, the career at the left, what the person knows at the right. */
const twoColumn: Draw = (doc, content) => {
  const accent = '#0b5c8a';
  const body: Style = { font: 'Helvetica', size: 10, color: '#222222' };
  const theme: Theme = {
    wording: modern,
    heading: { font: 'Helvetica-Bold', size: 11.5, color: accent, spaceBefore: 12, keepWithNext: 50 },
    rule: { color: accent, thickness: 1 },
    strong: { font: 'Helvetica-Bold', size: 10.5, color: '#111111' },
    body,
    muted: { font: 'Helvetica', size: 9, color: '#5a5a5a' },
  };
  const bottom = pageHeight - 45;
  const header = new Column(doc, { x: 48, width: pageWidth - 96, top: 46, bottom });
  header.paragraph(content.name, { font: 'Helvetica-Bold', size: 24, color: accent });
  header.paragraph(content.headline, { ...body, size: 12, color: '#444444' });
  const left = new Column(doc, { x: 48, width: 310, top: 100, bottom });
  draw([summary, experience], left, content, theme);
  doc.switchToPage(0);
  const right = new Column(doc, { x: 384, width: 163, top: 100, bottom });
  draw([contactList, skillList, education, languageList, certifications], right, content, theme);
};

/** A dark stripe with the short facts in light type, the career beside it. */
const sidebar: Draw = (doc, content) => {
  const dark = '#24344d';
  const stripe = 188;
  const paintStripe = (): void => {
    doc.rect(0, 0, stripe, pageHeight).fill(dark);
  };
  paintStripe();
  doc.on('pageAdded', paintStripe);
  const bottom = pageHeight - 48;
  const light: Style = { font: 'Helvetica', size: 9, color: '#f2f4f8' };
  const aside: Theme = {
    wording: plain,
    heading: { font: 'Helvetica-Bold', size: 10.5, color: '#ffffff', spaceBefore: 14, keepWithNext: 40 },
    rule: { color: '#8fa3c2', thickness: 0.7 },
    strong: { ...light, font: 'Helvetica-Bold' },
    body: light,
    muted: { ...light, color: '#cdd6e6' },
  };
  const body: Style = { font: 'Helvetica', size: 10, color: '#262626' };
  const main: Theme = {
    wording: plain,
    heading: { font: 'Helvetica-Bold', size: 12.5, color: dark, spaceBefore: 13, keepWithNext: 50 },
    strong: { ...body, font: 'Helvetica-Bold', size: 10.5 },
    body,
    muted: { ...body, font: 'Helvetica-Oblique', size: 9, color: '#555555' },
  };
  const left = new Column(doc, { x: 20, width: stripe - 36, top: 50, bottom });
  left.paragraph(content.name, { font: 'Helvetica-Bold', size: 19, color: '#ffffff' });
  left.paragraph(content.headline, { ...light, size: 10, spaceBefore: 4 });
  draw([contactList, skillList, languageList, certifications], left, content, aside);
  doc.switchToPage(0);
  const right = new Column(doc, { x: stripe + 22, width: pageWidth - stripe - 62, top: 38, bottom });
  draw([summary, experience, education], right, content, main);
};

/** Small type and little air: everything on one page. */
const compact: Draw = (doc, content) => {
  const body: Style = { font: 'Helvetica', size: 8.5, color: '#111111' };
  const theme: Theme = {
    wording: formal,
    heading: { font: 'Helvetica-Bold', size: 9, color: '#7a1f1f', spaceBefore: 6, keepWithNext: 36 },
    strong: { ...body, font: 'Helvetica-Bold' },
    body,
    muted: { ...body, color: '#555555' },
  };
  const column = new Column(doc, { x: 40, width: pageWidth - 80, top: 34, bottom: pageHeight - 34 });
  column.line(content.name, content.headline, { ...theme.strong, size: 15 }, { ...body, size: 10 });
  column.row(contactDetails(content), ' · ', theme.muted);
  column.rule('#7a1f1f', 1.2);
  draw([skillLine, summary, experience, education, languageLine, certifications], column, content, theme);
};

/** The layouts a PDF resume can have. */
export const pdfLayouts = { 'single-column': singleColumn, 'two-column': twoColumn, sidebar, compact } as const satisfies Record<
  string,
  Draw
>;

export type PdfLayout = keyof typeof pdfLayouts;
