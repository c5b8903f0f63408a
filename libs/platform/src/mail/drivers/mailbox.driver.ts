import { createHash, randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, readdir, unlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { SystemClock } from '../../clock.js';
import type { Clock } from '../../clock.js';
import { composeMessage } from '../compose-message.js';
import { MailSendError, MailTransport } from '../mail-transport.js';
import type { Mail, SendOutcome } from '../mail-transport.js';

/** A mail as it lies in the mailbox. */
export interface StoredMail extends Mail {
  /** 32 hexadecimal digits, from the Message-ID. */
  readonly id: string;
  readonly receivedAt: Date;
}

export type MailSummary = Pick<StoredMail, 'id' | 'to' | 'subject' | 'receivedAt'>;

export interface MailPage {
  /** Newest first. */
  readonly mails: readonly MailSummary[];
  readonly total: number;
}

export interface MailboxSearch {
  /** Part of a recipient, in any case. */
  readonly recipient?: string;
  readonly page: number;
  readonly limit: number;
}

const ID = /^[0-9a-f]{32}$/;
const ENTRY = '.json';

/**
 * Keeps mail in a folder instead of sending it: `<id>.eml` as it would have gone out, `<id>.json` for the mailbox page. The second file
 * appears at once and only once per Message-ID, however often it is sent.
 */
export class MailboxTransport extends MailTransport {
  private readonly folder: string;
  private readonly clock: Clock;
  private readonly summaries = new Map<string, MailSummary>();

  constructor(folder: string, clock: Clock = new SystemClock()) {
    super();
    this.folder = resolve(folder);
    this.clock = clock;
  }

  override async send(mail: Mail): Promise<SendOutcome> {
    const receivedAt = this.clock.now();
    const { envelope, content } = await composeMessage(mail, receivedAt);
    if (envelope.to.length !== 1) return { status: 'refused', reason: 'The recipient is not one mail address.' };
    const id = createHash('sha256').update(mail.messageId).digest('hex').slice(0, 32);
    try {
      await this.store({ ...mail, id, receivedAt }, content);
      return { status: 'sent' };
    } catch (error) {
      throw new MailSendError('The mailbox folder cannot be written', false, { cause: error });
    }
  }

  /** One page of what arrived. */
  async list({ recipient = '', page, limit }: MailboxSearch): Promise<MailPage> {
    await this.readNew();
    const wanted = recipient.trim().toLowerCase();
    const found = [...this.summaries.values()].filter((mail) => mail.to.toLowerCase().includes(wanted));
    found.sort((a, b) => b.receivedAt.getTime() - a.receivedAt.getTime() || (a.id < b.id ? -1 : 1));
    return { mails: found.slice((page - 1) * limit, page * limit), total: found.length };
  }

  /** The mail, or null when there is none with this id. */
  async find(id: string): Promise<StoredMail | null> {
    if (!ID.test(id)) return null;
    const text = await readFile(this.path(id, ENTRY), 'utf8').catch(() => null);
    if (text === null) return null;
    const mail = JSON.parse(text) as Mail & { readonly id: string; readonly receivedAt: string };
    return { ...mail, receivedAt: new Date(mail.receivedAt) };
  }

  /** The mail as it would have gone out, or null. */
  async source(id: string): Promise<Buffer | null> {
    return ID.test(id) ? readFile(this.path(id, '.eml')).catch(() => null) : null;
  }

  private async store(mail: StoredMail, content: Buffer): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await this.createOnce(this.path(mail.id, '.eml'), content);
    await this.createOnce(this.path(mail.id, ENTRY), Buffer.from(JSON.stringify(mail)));
  }

  /** Linking fails when the name exists, so of several senders one wins, and nobody sees half a file. */
  private async createOnce(path: string, content: Buffer): Promise<void> {
    const temporary = join(this.folder, `${randomUUID()}.tmp`);
    try {
      await writeFile(temporary, content, { mode: 0o600, flush: true });
      await link(temporary, path);
      const folder = await open(this.folder);
      await folder.sync().finally(() => folder.close());
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      await unlink(temporary).catch(() => undefined);
    }
  }

  private async readNew(): Promise<void> {
    const names = await readdir(this.folder).catch(() => []);
    const ids = names.flatMap((name) => (name.endsWith(ENTRY) ? [name.slice(0, -ENTRY.length)] : []));
    for (const id of ids) {
      if (this.summaries.has(id)) continue;
      const mail = await this.find(id);
      if (mail) this.summaries.set(id, { id, to: mail.to, subject: mail.subject, receivedAt: mail.receivedAt });
    }
  }

  private path(id: string, ending: string): string {
    return join(this.folder, id + ending);
  }
}
