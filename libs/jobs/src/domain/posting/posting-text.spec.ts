import { describe, expect, it } from '@jest/globals';
import { postingText } from './posting-text.js';

const sections = (description: string): [string, string][] =>
  postingText('Engineer', description)
    .sentences.slice(1)
    .map(({ section, text }) => [section, text]);

describe('the text of a posting', () => {
  it('falls into sentences that stand where they say', () => {
    const { text, sentences } = postingText('Python Engineer', '• You know Node.js well. We use B.Sc. holders; Ask us!\n\n- Last one');
    expect(sentences.map(({ start, end }) => text.slice(start, end))).toEqual(sentences.map((sentence) => sentence.text));
    expect(sentences.map((sentence) => sentence.text)).toEqual([
      ...['Python Engineer', 'You know Node.js well.', 'We use B.Sc. holders;', 'Ask us!', 'Last one'],
    ]);
  });

  it('is about what its headings say', () => {
    expect(
      sections(
        'We build boats.\nRequirements:\n- Python\n## Nice to have\n* Rust\nWhat you’ll do\nBuild.\nBenefits: a bicycle\nAbout us\nOld.',
      ),
    ).toEqual([
      ['other', 'We build boats.'],
      ['required', 'Python'],
      ['preferred', 'Rust'],
      ['duties', 'Build.'],
      ['benefits', 'a bicycle'],
      ['employer', 'Old.'],
    ]);
    expect(sections('Anforderungen\nPython')).toEqual([['required', 'Python']]);
  });

  it('takes no sentence for a heading', () => {
    expect(sections('You will need five years of experience with Python, and patience.')[0]?.[0]).toBe('other');
    expect(postingText('Engineer', 'Python, SQL').tellsRequired).toBe(false);
    expect(postingText('Engineer', 'Required skills:\nPython').tellsRequired).toBe(true);
  });

  it('has no sentence that is longer than a thousand characters', () => {
    for (const piece of ['x', 'word ', '- ', '. A', 'you: ']) {
      const { text, sentences } = postingText('x', piece.repeat(20_000 / piece.length));
      expect(Math.max(...sentences.map((sentence) => sentence.text.length))).toBeLessThanOrEqual(1_000);
      expect(sentences.every((sentence) => text.slice(sentence.start, sentence.end) === sentence.text)).toBe(true);
    }
  });
});
