import { BorderStyle, Document, Paragraph, ShadingType, Table, TableCell, TableLayoutType, TableRow, WidthType } from 'docx';
import type { IStylesOptions } from 'docx';
import type { ResumeContent } from '../../resume-content.js';
import { contactDetails, formal, modern } from '../wording.js';
import {
  certifications,
  contactList,
  education,
  experience,
  languages,
  numbering,
  skillLine,
  skillList,
  summary,
  title,
} from './sections.js';

// Widths of Word are twentieths of a point; an A4 page with margins of 36 points has 10,466 of them for text.
const narrow = 3_300;
const wide = 10_466 - narrow;
const pageMargin = 720;

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const noBorders = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none };

/** Everything below one another with the headings of Word. */
function plainLayout(content: ResumeContent): Document {
  return document(content, styles('Calibri', '1f3864'), [
    ...title(content),
    new Paragraph({ text: contactDetails(content).join('  |  '), spacing: { after: 120 } }),
    ...summary(content, formal),
    ...experience(content, formal),
    ...education(content, formal),
    ...skillLine(content, formal),
    ...certifications(content, formal),
    ...languages(content, formal),
  ]);
}

/** A table without lines: short facts in a shaded left cell, the career in the right one. */
function tableLayout(content: ResumeContent): Document {
  const facts = [
    ...contactList(content, modern),
    ...skillList(content, modern),
    ...languages(content, modern),
    ...certifications(content, modern),
  ];
  const career = [...summary(content, modern), ...experience(content, modern), ...education(content, modern)];
  const table = new Table({
    layout: TableLayoutType.FIXED,
    columnWidths: [narrow, wide],
    borders: noBorders,
    rows: [new TableRow({ children: [cell(facts, narrow, 'eef2f7'), cell(career, wide)] })],
  });
  return document(content, styles('Arial', '7a3b12'), [...title(content), table]);
}

function cell(children: Paragraph[], width: number, fill?: string): TableCell {
  return new TableCell({
    children,
    width: { size: width, type: WidthType.DXA },
    margins: { top: 100, bottom: 100, left: 140, right: 140 },
    ...(fill ? { shading: { type: ShadingType.CLEAR, color: 'auto', fill } } : {}),
  });
}

function styles(font: string, color: string): IStylesOptions {
  return {
    default: {
      document: { run: { font, size: 20 } },
      title: { run: { font, size: 44, bold: true, color }, paragraph: { spacing: { after: 40 } } },
      heading1: {
        run: { font, size: 24, bold: true, color },
        paragraph: { spacing: { before: 220, after: 80 }, border: { bottom: { style: BorderStyle.SINGLE, size: 6, color, space: 1 } } },
      },
      heading2: { run: { font, size: 21, bold: true, color: '222222' }, paragraph: { spacing: { before: 120 } } },
    },
  };
}

function document(content: ResumeContent, style: IStylesOptions, children: (Paragraph | Table)[]): Document {
  return new Document({
    creator: content.name,
    title: `${content.name}, resume`,
    styles: style,
    numbering,
    sections: [
      {
        properties: {
          page: {
            size: { width: 11_906, height: 16_838 },
            margin: { top: pageMargin, bottom: pageMargin, left: pageMargin, right: pageMargin },
          },
        },
        children,
      },
    ],
  });
}

/** The layouts a Word resume can have. */
export const docxLayouts = { plain: plainLayout, table: tableLayout } as const satisfies Record<
  string,
  (content: ResumeContent) => Document
>;

export type DocxLayout = keyof typeof docxLayouts;
