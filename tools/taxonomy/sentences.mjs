import { readFileSync } from 'node:fs';

/**
 * A sentence of a job advertisement with the words that people marked as knowledge (SkillSpan).
 * @typedef {{ text: string, spans: { start: number, end: number }[] }} MarkedSentence offsets are UTF-16 units
 */

/**
 * @param {string} path a file of SkillSpan: one sentence a line
 * @returns {MarkedSentence[]}
 */
export function markedSentences(path) {
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => {
    const { tokens, tags_knowledge: tags } = JSON.parse(line);
    const spans = [];
    let text = '';
    tokens.forEach((token, index) => {
      text += index === 0 ? '' : ' ';
      if (tags[index] === 'B') spans.push({ start: text.length, end: text.length + token.length });
      else if (tags[index] === 'I' && spans.length > 0) spans.at(-1).end = text.length + token.length;
      text += token;
    });
    return { text, spans };
  });
}

/** A mention widened to whole tokens, as spans of SkillSpan are. */
export function tokenSpan(text, { start, end }) {
  const from = text.lastIndexOf(' ', start) + 1;
  const to = text.indexOf(' ', end);
  return { start: start === 0 ? 0 : from, end: to === -1 ? text.length : to };
}
