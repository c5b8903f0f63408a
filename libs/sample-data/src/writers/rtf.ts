import type { ResumeContent } from '../resume-content.js';
import { outlineOf } from './outline.js';

const LOOKS = {
  name: '\\b\\fs44 ',
  heading: '\\s1\\b\\fs28 ',
  line: '\\fs22 ',
  strong: '\\b\\fs22 ',
  bullet: '\\ls1\\fs22 {\\listtext\\bullet\\tab}',
} as const;

/** The resume as Rich Text Format 1.9, in ASCII. */
export function writeRtf(content: ResumeContent): Uint8Array {
  const styles = '{\\stylesheet{\\s0 Normal;}{\\s1\\b heading 1;}}';
  const body = outlineOf(content).map(({ kind, text }) => `{\\pard${LOOKS[kind]}${escapeRtf(text)}\\par}`);
  const head = `{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fcharset0 Times New Roman;}}${styles}`;
  return new TextEncoder().encode(`${head}\n${body.join('\n')}\n}`);
}

/** Beyond ASCII every UTF-16 unit is a signed number, with `?` for readers that know no Unicode. */
function escapeRtf(text: string): string {
  return text.replace(/[\\{}]/g, '\\$&').replace(/[^\u0000-\u007e]/g, (unit) => `\\u${(unit.charCodeAt(0) << 16) >> 16}?`);
}
