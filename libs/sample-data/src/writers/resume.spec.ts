import { describe, expect, it } from '@jest/globals';
import mammoth from 'mammoth';
import { extractText, getDocumentProxy } from 'unpdf';
import { madeUpPerson } from '../made-up/person.js';
import type { ResumeContent } from '../resume-content.js';
import { docxLayouts } from './docx/layouts.js';
import type { DocxLayout } from './docx/layouts.js';
import { writeDocx } from './docx.js';
import { pdfLayouts } from './pdf/layouts.js';
import type { PdfLayout } from './pdf/layouts.js';
import { writePdf } from './pdf.js';
import { writeText } from './text.js';

const layoutsOfPdf = Object.keys(pdfLayouts) as PdfLayout[];
const layoutsOfDocx = Object.keys(docxLayouts) as DocxLayout[];
const person = madeUpPerson(7);

/** A career that fills several pages of any layout. */
function longCareer(): ResumeContent {
  const role = person.roles[0];
  if (!role) throw new Error('Every made-up person has a role.');
  const roles = Array.from({ length: 40 }, (_, index) => ({
    ...role,
    title: `Engineer in post ${index}`,
    bullets: [`Finished work ${index}.`, 'Kept order.'],
  }));
  return { ...person, roles, skills: Array.from({ length: 90 }, (_, index) => `Skill ${index}`) };
}

/** Somebody at the beginning, with nothing but a name and an address. */
const beginner: ResumeContent = { ...person, links: [], roles: [], education: [], skills: [], languages: [], certifications: [] };

/** How far above the lower edge each piece of text stands, in points, page by page. */
async function lineHeights(bytes: Uint8Array): Promise<number[][]> {
  const pdf = await getDocumentProxy(bytes);
  const numbers = Array.from({ length: pdf.numPages }, (_, index) => index + 1);
  return Promise.all(
    numbers.map(async (number) => {
      const { items } = await (await pdf.getPage(number)).getTextContent();
      return items.flatMap((item) => ('transform' in item && item.str.trim() ? [Number(item.transform[5])] : []));
    }),
  );
}

describe('writePdf', () => {
  it.each(layoutsOfPdf)('gives the same bytes for the same content in layout %s', async (layout) => {
    const first = Buffer.from(await writePdf(person, layout));
    expect(first.equals(Buffer.from(await writePdf(person, layout)))).toBe(true);
    expect(first.equals(Buffer.from(await writePdf({ ...person, name: 'Somebody Else' }, layout)))).toBe(false);
  });

  it.each(layoutsOfPdf)('carries a long career over several pages in layout %s and loses nothing', async (layout) => {
    const content = longCareer();
    const { text, totalPages } = await extractText(await writePdf(content, layout), { mergePages: true });
    const words = text.replace(/\s+/g, ' ');
    expect(totalPages).toBeGreaterThan(1);
    for (const { title } of content.roles) expect(words).toContain(`${title} `);
    for (let index = 0; index < 40; index += 1) expect(words).toContain(`Finished work ${index}.`);
    for (const skill of content.skills) expect(words).toContain(skill);
  });

  it.each(layoutsOfPdf)('fills its pages and keeps every line inside their margins in layout %s', async (layout) => {
    const heights = await lineHeights(await writePdf(longCareer(), layout));
    expect(heights.length).toBeLessThanOrEqual(6);
    for (const page of heights) {
      expect(Math.min(...page)).toBeGreaterThan(30);
      expect(Math.max(...page)).toBeLessThan(842 - 30);
    }
    for (const page of heights.slice(0, -1)) expect(Math.min(...page)).toBeLessThan(150);
  });

  it.each(layoutsOfPdf)('writes a resume with empty sections in layout %s', async (layout) => {
    const { text } = await extractText(await writePdf(beginner, layout), { mergePages: true });
    expect(text).toContain(person.name);
  });

  it('refuses letters that its fonts would print as others', async () => {
    await expect(writePdf({ ...person, name: 'Nguyễn Thị Mai' }, 'compact')).rejects.toThrow(/cannot print "Nguyễn Thị Mai"/);
    await expect(writePdf({ ...person, name: 'Zoë “Zo” Müller – 100 €' }, 'compact')).resolves.toBeInstanceOf(Uint8Array);
  });
});

describe('writeDocx', () => {
  it.each(layoutsOfDocx)('gives the same text for the same content in layout %s, in any alphabet', async (layout) => {
    const content = { ...person, name: 'محمد بلال', headline: 'Кассир', location: '東京' };
    const read = async (): Promise<string> =>
      (await mammoth.extractRawText({ buffer: Buffer.from(await writeDocx(content, layout)) })).value;
    const text = await read();
    expect(text).toBe(await read());
    for (const value of [content.name, content.headline, content.location, ...content.skills]) expect(text).toContain(value);
  });

  it.each(layoutsOfDocx)('writes a resume with empty sections in layout %s', async (layout) => {
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(await writeDocx(beginner, layout)) });
    expect(value).toContain(person.name);
  });
});

describe('writeText', () => {
  it('writes UTF-8 and leaves out sections that have nothing to say', () => {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(writeText({ ...person, name: 'Şebnem Yıldız', certifications: [] }));
    expect(text).toContain('Şebnem Yıldız');
    expect(text).not.toContain('CERTIFICATIONS');
    expect(text).toContain('EDUCATION');
  });
});
