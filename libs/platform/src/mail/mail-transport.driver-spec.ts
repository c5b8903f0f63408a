import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MailboxTransport } from './drivers/mailbox.driver.js';
import { SmtpMailTransport } from './drivers/smtp.driver.js';
import { MailSendError } from './mail-transport.js';
import { describeMailTransport, headersOf, newMail } from './mail-transport.fixture-spec.js';
import type { Received } from './mail-transport.fixture-spec.js';

/** A server that speaks enough SMTP to take mail, and answers one stage of the next conversation as told: CONNECT AUTH MAIL RCPT DATA END. */
class SmtpStub {
  readonly messages: string[] = [];
  readonly logins: string[] = [];
  private planned: { stage: string; reply: string } | null = null;
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {
    server.on('connection', (socket) => this.converse(socket));
  }

  static async start(): Promise<SmtpStub> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new SmtpStub(server);
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  /** A reply, or `drop`, `silence`, `drop after storing`. */
  answer(stage: string, reply: string): void {
    this.planned = { stage, reply };
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private readonly port = (this.server.address() as AddressInfo).port;

  private converse(socket: Socket): void {
    this.sockets.add(socket);
    let input = '';
    let inData = false;
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      input += chunk.toString('latin1');
      for (;;) {
        const end = inData ? input.indexOf('\r\n.\r\n') : input.indexOf('\r\n');
        if (end < 0) return;
        const part = input.slice(0, end);
        input = input.slice(end + (inData ? 5 : 2));
        const accepted = inData ? this.store(socket, part) : this.command(socket, part);
        inData = !inData && part.toUpperCase() === 'DATA' && accepted;
      }
    });
    this.reply(socket, 'CONNECT', '220 stub ESMTP');
  }

  private command(socket: Socket, line: string): boolean {
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'AUTH') this.logins.push(line.split(' ')[2] ?? '');
    const replies: Record<string, string> = {
      EHLO: '250-stub\r\n250 AUTH PLAIN',
      AUTH: '235 welcome',
      DATA: '354 go ahead',
      QUIT: '221 bye',
    };
    return this.reply(socket, verb, replies[verb] ?? '250 ok');
  }

  private store(socket: Socket, message: string): boolean {
    if (!this.planned || this.planned.reply === 'drop after storing') this.messages.push(message.replaceAll('\r\n..', '\r\n.'));
    return this.reply(socket, 'END', '250 stored');
  }

  /** Whether the usual reply was sent. */
  private reply(socket: Socket, stage: string, usual: string): boolean {
    const planned = this.planned?.stage === stage ? this.planned.reply : null;
    if (planned) this.planned = null;
    if (planned?.startsWith('drop')) socket.destroy();
    else if (planned !== 'silence') socket.write(`${planned ?? usual}\r\n`);
    return planned === null;
  }
}

describe('mailbox driver', () => {
  let folder: string;
  let mailbox: MailboxTransport;
  const received: Received = async (messageId) => {
    const { mails } = await mailbox.list({ page: 1, limit: 1_000 });
    const found = await Promise.all(mails.map(async ({ id }) => ({ mail: await mailbox.find(id), source: await mailbox.source(id) })));
    return found.filter(({ mail }) => mail?.messageId === messageId).map(({ source }) => String(source));
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mailbox-'));
    mailbox = new MailboxTransport(folder);
  });
  afterAll(() => rm(folder, { recursive: true }));

  describeMailTransport('mailbox', () => mailbox, received);

  it('keeps the first of two mails with one Message-ID', async () => {
    const mail = newMail({ subject: 'First' });
    for (const subject of ['First', 'Second']) expect(await mailbox.send({ ...mail, subject })).toEqual({ status: 'sent' });
    const [message] = await received(mail.messageId);
    expect(headersOf(message!)).toContain('Subject: First');
  });

  it('keeps a Message-ID once, however often and from wherever it is sent', async () => {
    const mail = newMail();
    const senders = [mailbox, new MailboxTransport(folder)];
    await Promise.all(Array.from({ length: 20 }, (_, attempt) => senders[attempt % 2]!.send({ ...mail, subject: `Attempt ${attempt}` })));
    expect(await received(mail.messageId)).toHaveLength(1);
  });

  it('lists the newest first, by page and by recipient, also after a restart', async () => {
    const own = await mkdtemp(join(tmpdir(), 'mailbox-'));
    let now = Date.parse('2026-01-01T00:00:00.000Z');
    const clock = { now: () => new Date((now += 1_000)) };
    const first = new MailboxTransport(own, clock);
    for (const name of ['ada', 'Grace', 'ada', 'linus', 'ada'])
      await first.send(newMail({ to: `${name}@example.com`, subject: `To ${name} ${now}` }));
    const restarted = new MailboxTransport(own, clock);
    const all = await restarted.list({ page: 1, limit: 10 });
    expect(all.mails.map(({ to }) => to.split('@')[0])).toEqual(['ada', 'linus', 'ada', 'Grace', 'ada']);
    expect(await restarted.list({ page: 2, limit: 2 })).toEqual({ total: 5, mails: all.mails.slice(2, 4) });
    expect((await restarted.list({ recipient: ' gRACE@', page: 1, limit: 10 })).mails).toEqual([all.mails[3]]);
    await rm(own, { recursive: true });
  });

  it('finds nothing by an id that is none', async () => {
    for (const id of ['', '../mailbox', 'a'.repeat(32), `${'a'.repeat(32)}\0`, 'x'.repeat(32)]) {
      expect([await mailbox.find(id), await mailbox.source(id)]).toEqual([null, null]);
    }
  });

  it('says that nothing was kept when the folder cannot be written', async () => {
    const file = join(folder, 'a-file');
    await new MailboxTransport(file).send(newMail());
    const blocked = new MailboxTransport(
      join(folder, 'a-file', (await new MailboxTransport(file).list({ page: 1, limit: 1 })).mails[0]!.id + '.eml'),
    );
    await expect(blocked.send(newMail())).rejects.toMatchObject({ name: 'MailSendError', mayHaveBeenSent: false });
  });
});

describe('smtp driver', () => {
  let stub: SmtpStub;
  let transport: SmtpMailTransport;

  beforeAll(async () => {
    stub = await SmtpStub.start();
    transport = new SmtpMailTransport({ url: stub.url, timeoutMs: 1_000 });
  });
  afterAll(() => stub.close());

  describeMailTransport(
    'smtp',
    () => transport,
    async (messageId) => stub.messages.filter((message) => message.includes(`Message-ID: ${messageId}`)),
  );

  it.each([
    ['RCPT', '550 5.1.1 no such user'],
    ['MAIL', '553 5.1.8 bad sender'],
    ['DATA', '554 5.6.0 not here'],
    ['END', '552 5.3.4 too big'],
  ])('says refused when %s is answered by "%s"', async (stage, reply) => {
    stub.answer(stage, reply);
    expect(await transport.send(newMail())).toEqual({ status: 'refused', reason: expect.stringContaining(reply.slice(0, 3)) });
  });

  it.each([
    ['CONNECT', '554 5.3.2 go away'],
    ['CONNECT', '421 4.3.2 too busy'],
    ['MAIL', '451 4.3.0 later'],
    ['MAIL', '530 5.7.0 authentication required'],
    ['RCPT', '450 4.2.0 greylisted'],
    ['DATA', '421 4.3.2 shutting down'],
    ['END', '451 4.3.0 disk full'],
    ['END', '421 4.3.2 shutting down'],
    ['CONNECT', 'drop'],
    ['MAIL', 'drop'],
    ['RCPT', 'drop'],
    ['DATA', 'drop'],
    ['CONNECT', 'silence'],
    ['RCPT', 'silence'],
  ])('says temporary and not sent when %s is answered by "%s"', async (stage, reply) => {
    stub.answer(stage, reply);
    const error = await transport.send(newMail()).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(MailSendError);
    expect(error).toMatchObject({ mayHaveBeenSent: false });
  });

  it.each(['drop', 'silence', 'drop after storing'])('says unknown when the content left and the answer is "%s"', async (reply) => {
    stub.answer('END', reply);
    await expect(transport.send(newMail())).rejects.toMatchObject({ name: 'MailSendError', mayHaveBeenSent: true });
  });

  it('says temporary and not sent when nobody listens', async () => {
    const gone = await SmtpStub.start();
    await gone.close();
    await expect(new SmtpMailTransport({ url: gone.url, timeoutMs: 1_000 }).send(newMail())).rejects.toMatchObject({
      mayHaveBeenSent: false,
    });
  });

  it('never sends a mail twice by itself', async () => {
    const mail = newMail();
    stub.answer('END', 'drop after storing');
    await transport.send(mail).catch(() => undefined);
    expect(stub.messages.filter((message) => message.includes(mail.messageId))).toHaveLength(1);
  });

  it('logs in where the address names a user, and says temporary when that fails', async () => {
    const withUser = new SmtpMailTransport({ url: stub.url.replace('//', '//user:p%40ss@'), timeoutMs: 1_000 });
    expect(await withUser.send(newMail())).toEqual({ status: 'sent' });
    expect(stub.logins).toEqual([Buffer.from('\0user\0p@ss').toString('base64')]);
    stub.answer('AUTH', '535 5.7.8 wrong password');
    await expect(withUser.send(newMail())).rejects.toMatchObject({ mayHaveBeenSent: false });
  });
});
