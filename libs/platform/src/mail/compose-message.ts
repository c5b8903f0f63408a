import MailComposer from 'nodemailer/lib/mail-composer';
import type { Mail } from './mail-transport.js';

export interface ComposedMessage {
  readonly envelope: { readonly from: string | false; readonly to: string[] };
  /** The message as RFC 5322 text. */
  readonly content: Buffer;
}

/** Addresses and headers are encoded by the composer, so that no line break in them can start a header of its own. */
export async function composeMessage(mail: Mail, date: Date): Promise<ComposedMessage> {
  const { messageId, from, to, subject, text, html, headers } = mail;
  const node = new MailComposer({
    messageId,
    from,
    to,
    subject,
    text,
    html,
    headers: { ...headers },
    date,
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  return { envelope: node.getEnvelope(), content: await node.build() };
}
