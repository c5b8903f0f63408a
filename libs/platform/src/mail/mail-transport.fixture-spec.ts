import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Mail, MailTransport } from './mail-transport.js';

/** What a driver handed over: the raw messages with this Message-ID. */
export type Received = (messageId: string) => Promise<string[]>;

export const newMail = (fields: Partial<Mail> = {}): Mail => ({
  messageId: `<${randomUUID()}@shortlist.test>`,
  from: 'Shortlist <no-reply@shortlist.test>',
  to: 'ada@example.com',
  subject: 'Your application',
  text: 'We received it.',
  ...fields,
});

export const headersOf = (message: string): string => message.split('\r\n\r\n', 1)[0]!.replace(/\r\n[ \t]+/g, ' ');

/** What every mail transport guarantees. */
export function describeMailTransport(driver: string, transport: () => MailTransport, received: Received): void {
  describe(`mail transport: ${driver}`, () => {
    it('hands over subject, sender, recipient, both bodies and further headers', async () => {
      const mail = newMail({ html: '<p>We received <b>it</b>.</p>', headers: { 'Auto-Submitted': 'auto-generated' } });
      expect(await transport().send(mail)).toEqual({ status: 'sent' });
      const [message, ...others] = await received(mail.messageId);
      expect(others).toEqual([]);
      const headers = headersOf(message!);
      expect(headers).toContain(`Message-ID: ${mail.messageId}`);
      expect(headers).toContain('From: Shortlist <no-reply@shortlist.test>');
      expect(headers).toContain('To: ada@example.com');
      expect(headers).toContain('Subject: Your application');
      expect(headers).toContain('Auto-Submitted: auto-generated');
      expect(headers).toMatch(/^Date: .+ 20\d\d /m);
      expect(message).toContain('We received it.');
      expect(message).toContain('<p>We received <b>it</b>.</p>');
    });

    it('writes any character so that every server passes it on', async () => {
      const mail = newMail({ subject: 'Zoë \u{1F600}', text: 'Grüße\n.\nnot the end\n' });
      await transport().send(mail);
      const [message] = await received(mail.messageId);
      expect(message).toMatch(/^[\x00-\x7f]*$/);
      expect(headersOf(message!)).toContain('Subject: =?UTF-8?');
      expect(message).toContain('not the end');
    });

    it('lets no line break in a field start a header', async () => {
      const evil = 'x\r\nBcc: victim@example.com\r\n\r\nbody';
      const mail = newMail({ subject: evil, from: `Shortlist ${evil} <no-reply@shortlist.test>`, headers: { 'X-Job': evil } });
      await transport().send(mail);
      const [message] = await received(mail.messageId);
      expect(headersOf(message!)).not.toMatch(/^Bcc:/im);
      expect(headersOf(message!)).toContain('MIME-Version');
    });

    it('refuses a recipient that is no address, once and for all', async () => {
      const mail = newMail({ to: 'nobody' });
      expect(await transport().send(mail)).toEqual({ status: 'refused', reason: expect.any(String) });
      expect(await received(mail.messageId)).toEqual([]);
    });

    it('reads neither files nor addresses that a field names', async () => {
      const mail = newMail({ html: '<img src="file:///etc/passwd">', text: '/etc/passwd' });
      await transport().send(mail);
      expect((await received(mail.messageId)).join()).not.toContain('root:');
    });
  });
}
