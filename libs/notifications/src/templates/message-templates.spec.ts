import { describe, expect, it } from '@jest/globals';
import { CANDIDATE_TEMPLATES, MESSAGE_TEMPLATES } from '../domain/message.js';
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
const alert = { searchName: hostile, matches: 2, people: 'people', organization: hostile };
const factsOf = (name: string): object => ({ shortlist, search_alert: alert })[name] ?? candidate;

describe('mail templates', () => {
  it.each(MESSAGE_TEMPLATES)('%s has a subject of one line, a text and an HTML part that says the same', (name) => {
    const line = 'Line 1\r\nBcc: x@example.com';
    const facts = { ...factsOf(name), jobTitle: line, ...(name === 'search_alert' && { searchName: line }) };
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

  it.each(CANDIDATE_TEMPLATES)('%s links to the status page', (name) => {
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

describe('mails in an organization’s own words', () => {
  const values = { name: 'Ada', jobTitle: 'Engineer', organization: 'Acme', trackingUrl: candidate.trackingUrl };

  it.each(CANDIDATE_TEMPLATES)('%s reads the same when the built-in words are given back', (id) => {
    for (const name of ['Ada', null]) {
      const facts = { ...values, name };
      const { subject, text } = templates.renderCustom(templates.builtIn(id), facts);
      expect({ subject, text }).toEqual({ subject: templates.render(id, facts).subject, text: templates.render(id, facts).text });
    }
  });

  it('escape what values and words bring, keep subjects on one line, and link the status page only', () => {
    const words = { subject: '{{jobTitle}}', text: `${hostile} {{name}}\n\n{{trackingUrl}}` };
    const { subject, html } = templates.renderCustom(words, { ...values, name: hostile, jobTitle: 'Line 1\r\nBcc: x@example.com' });
    expect(subject).toBe('Line 1 Bcc: x@example.com');
    expect(html).not.toContain('<script>');
    expect(html.match(/<a href/g)).toHaveLength(1);
    expect(html).toMatch(/^<!doctype html>/);
    expect(html).toContain('Sent by Acme');
  });
});
