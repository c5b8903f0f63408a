import { describe, expect, it } from '@jest/globals';
import { fillIn, paragraphsOf, templateProblems } from './custom-template.js';

const values = { name: 'Ada', jobTitle: 'Engineer', organization: 'Acme', trackingUrl: 'https://shortlist.example/track?token=a' };
const good = { subject: 'Hello from {{organization}}', text: 'See {{trackingUrl}}' };

describe('filling in', () => {
  it('puts every value in, with or without space in the braces', () => {
    expect(fillIn('{{name}}: {{ jobTitle }} at {{organization}}, {{trackingUrl}}', values)).toBe(
      'Ada: Engineer at Acme, https://shortlist.example/track?token=a',
    );
  });

  it('lets the space go with an unknown name', () => {
    expect(fillIn('Hello {{name}},', { ...values, name: null })).toBe('Hello,');
  });

  it('takes no value for a placeholder or a pattern', () => {
    const hostile = { ...values, name: '{{trackingUrl}}', jobTitle: "$& $1 $'" };
    expect(fillIn('{{name}} {{jobTitle}}', hostile)).toBe("{{trackingUrl}} $& $1 $'");
  });
});

describe('paragraphs', () => {
  it('are split at empty lines, keep their lines, and make a link of the status page', () => {
    const link = { text: values.trackingUrl, href: values.trackingUrl };
    expect(paragraphsOf('Hello {{name}},\r\n\r\nSee {{trackingUrl}} now.\nBye\n \n\n{{organization}}\n', values)).toEqual([
      [[{ text: 'Hello Ada,', href: null }]],
      [[{ text: 'See ', href: null }, link, { text: ' now.', href: null }], [{ text: 'Bye', href: null }]],
      [[{ text: 'Acme', href: null }]],
    ]);
  });

  it('make no link of an address that a value or the text brings', () => {
    const parts = paragraphsOf('{{jobTitle}} https://evil.example', { ...values, jobTitle: '{{trackingUrl}}' }).flat(2);
    expect(parts).toEqual([{ text: '{{trackingUrl}} https://evil.example', href: null }]);
  });
});

describe('the check', () => {
  const problems = (changes: Partial<typeof good>, id: 'confirmation' | 'rejected' = 'rejected'): string[] =>
    templateProblems(id, { ...good, ...changes }, '/templates/0').map(({ pointer, code }) => `${pointer} ${code}`);

  it('lets words with known placeholders pass', () => {
    expect(problems({})).toEqual([]);
    expect(problems({ text: 'No braces, or {one} pair { }.' })).toEqual([]);
  });

  it.each([
    ['an unknown name', '{{salary}}'],
    ['a helper', '{{#if name}}x{{/if}}'],
    ['a path', '{{constructor.constructor}}'],
    ['a look-up of the prototype', '{{__proto__}}'],
    ['unescaped output', '{{{name}}}'],
    ['a partial', '{{> layout}}'],
    ['a comment', '{{! name }}'],
    ['an open brace', 'Hello {{name'],
    ['a closed one', 'Hello name}}'],
  ])('refuses %s', (_name, text) => {
    expect(problems({ text })).toContain('/templates/0/text notifications.placeholder_unknown');
    expect(problems({ subject: text })).toContain('/templates/0/subject notifications.placeholder_unknown');
  });

  it('wants a subject of one line and without the link', () => {
    expect(problems({ subject: 'Hello\r\nBcc: x@example.com' })).toEqual(['/templates/0/subject notifications.subject_of_many_lines']);
    expect(problems({ subject: '{{trackingUrl}}' })).toEqual(['/templates/0/subject notifications.link_in_subject']);
  });

  it('wants a confirmation to tell where the application stands', () => {
    expect(problems({ text: 'Thank you.' }, 'confirmation')).toEqual(['/templates/0/text notifications.placeholder_missing']);
    expect(problems({ text: 'Thank you.' })).toEqual([]);
  });
});
