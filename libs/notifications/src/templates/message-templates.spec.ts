import { describe, expect, it } from '@jest/globals';
import { MESSAGE_TEMPLATES } from '../domain/message.js';
import { MessageTemplates } from './message-templates.js';

const templates = new MessageTemplates();
const hostile = '<script>alert("x")</script>';
const candidate = {
  name: hostile,
  jobTitle: hostile,
  organization: hostile,
  trackingUrl: 'https://shortlist.example/track?token=a.b-c&x=1',
};
const shortlist = {
  jobTitle: hostile,
  organization: hostile,
  topN: 2,
  screenedCount: 7,
  rows: [{ rank: 1, name: hostile, score: 87.5, tied: true }],
};
const factsOf = (name: string): object => (name === 'shortlist' ? shortlist : candidate);

describe('mail templates', () => {
  it.each(MESSAGE_TEMPLATES)('%s has a subject of one line, a text and an HTML part that says the same', (name) => {
    const facts = { ...factsOf(name), jobTitle: 'Line 1\r\nBcc: x@example.com' };
    const { subject, text, html } = templates.render(name, facts);
    expect(subject).toMatch(/^[^\r\n]+$/);
    expect(text).toContain('Line 1');
    expect(html).toContain('Line 1');
    expect(`${subject}${text}${html}`).not.toMatch(/\{\{|\}\}|undefined|\[object/);
  });

  it.each(MESSAGE_TEMPLATES)('%s escapes what it shows in HTML and leaves text alone', (name) => {
    const { text, html } = templates.render(name, factsOf(name));
    expect(html).not.toContain('<script>');
    expect(html).toContain('&lt;script&gt;');
    expect(text).toContain(hostile);
  });

  it.each(MESSAGE_TEMPLATES.filter((name) => name !== 'shortlist'))('%s links to the status page', (name) => {
    const { text, html } = templates.render(name, candidate);
    expect(text).toContain(candidate.trackingUrl);
    expect(html).toMatch(/href="https:\/\/shortlist\.example\/track\?token(=|&#x3D;)a\.b-c&amp;x(=|&#x3D;)1"/);
  });

  it('greets without a name where there is none', () => {
    expect(templates.render('confirmation', { ...candidate, name: null }).text).toMatch(/^Hello,\n/);
  });

  it('shows the shortlist as a table of rank, name and score', () => {
    const { text, html } = templates.render('shortlist', { ...shortlist, rows: [{ rank: 1, name: 'Ada', score: 87.5, tied: true }] });
    expect(text).toContain('1. Ada: 87.50 (tied)');
    expect(html).toMatch(/<td[^>]*>1 \(tied\)<\/td>\s*<td[^>]*>Ada<\/td>\s*<td[^>]*>87\.50<\/td>/);
    expect(templates.render('shortlist', { ...shortlist, rows: [] }).text).toContain('Nobody is on the shortlist');
  });

  it('refuses a gap instead of leaving it empty', () => {
    const { trackingUrl: _, ...without } = candidate;
    expect(() => templates.render('confirmation', without)).toThrow('trackingUrl');
  });
});
