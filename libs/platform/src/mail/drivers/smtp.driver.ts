import { Readable } from 'node:stream';
import { parseConnectionUrl } from 'nodemailer/lib/shared';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { SystemClock } from '../../clock.js';
import type { Clock } from '../../clock.js';
import { composeMessage } from '../compose-message.js';
import type { ComposedMessage } from '../compose-message.js';
import { MailSendError, MailTransport } from '../mail-transport.js';
import type { Mail, SendOutcome } from '../mail-transport.js';

export interface SmtpMailTransportOptions {
  /** `smtp://user:password@host:587`, or `smtps://` for TLS from the start. */
  readonly url: string;
  /** Longest wait for a connection or an answer, in milliseconds. */
  readonly timeoutMs?: number;
  readonly clock?: Clock;
}

/** Answers that speak of this mail; those of other commands speak of the connection or the account. */
const COMMANDS_OF_MAIL = new Set(['MAIL FROM', 'RCPT TO', 'DATA', 'API']);
/** Authentication required or refused: the mail itself is fine. */
const ACCOUNT_REPLIES = new Set([530, 534, 535, 538]);

/**
 * Hands mail to an SMTP server, one connection per mail. It drives nodemailer's connection itself because only there one can see whether
 * the content had begun to leave, which separates "not sent" from "unknown".
 */
export class SmtpMailTransport extends MailTransport {
  private readonly options: SMTPConnection.Options;
  private readonly clock: Clock;

  constructor({ url, timeoutMs = 30_000, clock = new SystemClock() }: SmtpMailTransportOptions) {
    super();
    this.options = { ...parseConnectionUrl(url), connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs };
    this.clock = clock;
  }

  override async send(mail: Mail): Promise<SendOutcome> {
    const message = await composeMessage(mail, this.clock.now());
    const content = new LazyContent(message.content);
    try {
      await this.deliver(message, content);
      return { status: 'sent' };
    } catch (error) {
      return outcomeOf(error as SMTPConnection.SMTPError, content.leaving);
    }
  }

  private async deliver({ envelope }: ComposedMessage, content: Readable): Promise<void> {
    const connection = new SMTPConnection(this.options);
    try {
      await new Promise<void>((resolve, reject) => {
        connection.once('error', reject);
        connection.connect((error) => (error ? reject(error) : resolve()));
      });
      await this.logIn(connection);
      await new Promise<void>((resolve, reject) => {
        connection.once('error', reject);
        connection.once('end', () => reject(new Error('The server closed the connection')));
        connection.send({ ...envelope, size: undefined }, content, (error) => (error ? reject(error) : resolve()));
      });
      connection.quit();
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  private async logIn(connection: SMTPConnection): Promise<void> {
    const { auth } = this.options as { auth?: { user: string; pass: string } };
    if (!auth) return;
    await new Promise<void>((resolve, reject) => {
      connection.once('error', reject);
      connection.login({ credentials: auth }, (error) => (error ? reject(error) : resolve()));
    });
  }
}

/** Content that knows whether anybody has begun to read it, which the connection does when the server has said "go ahead". */
class LazyContent extends Readable {
  leaving = false;

  constructor(private readonly content: Buffer) {
    super();
  }

  override _read(): void {
    this.leaving = true;
    this.push(this.content);
    this.push(null);
  }
}

function outcomeOf(error: SMTPConnection.SMTPError, leaving: boolean): SendOutcome {
  const { code, command = '', responseCode = 0, response } = error;
  const ofMail = COMMANDS_OF_MAIL.has(command) && (code === 'EENVELOPE' || code === 'EMESSAGE');
  const answered = responseCode > 0;
  const permanent = answered ? responseCode >= 500 && !ACCOUNT_REPLIES.has(responseCode) : !leaving;
  if (ofMail && permanent) return { status: 'refused', reason: response ?? error.message };
  throw new MailSendError(response ?? error.message, leaving && !answered, { cause: error });
}
