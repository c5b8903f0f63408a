import type { ResumeContent } from '../resume-content.js';
import { outlineOf } from './outline.js';
import { escapeMarkup } from './markup.js';

const TAGS = { name: 'h1', heading: 'h2', line: 'p', strong: 'h3', bullet: 'li' } as const;

/** The resume as a web page in UTF-8. */
export function writeHtml(content: ResumeContent): Uint8Array {
  const body = outlineOf(content).map(({ kind, text }) => `<${TAGS[kind]}>${escapeMarkup(text)}</${TAGS[kind]}>`);
  const head = `<meta charset="utf-8"><title>${escapeMarkup(content.name)}</title><style>body { font: 11pt serif; color: #222 }</style>`;
  return new TextEncoder().encode(`<!doctype html>\n<html lang="en"><head>${head}</head>\n<body>\n${body.join('\n')}\n</body></html>\n`);
}
