import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import { SmtpMailTransport } from './drivers/smtp.driver.js';
import { describeMailTransport, newMail } from './mail-transport.fixture-spec.js';

const [USER, PASSWORD] = ['shortlist', 'p@ss word'] as const;

describe('smtp driver on a server of the whole protocol', () => {
  const messages: string[] = [];
  let server: SMTPServer;
  const urlOf = (password: string): string =>
    `smtp://${USER}:${encodeURIComponent(password)}@127.0.0.1:${(server.server.address() as AddressInfo).port}`;

  beforeAll(async () => {
    server = new SMTPServer({
      disabledCommands: ['STARTTLS'],
      onAuth: ({ username, password }, _session, done) =>
        username === USER && password === PASSWORD ? done(null, { user: USER }) : done(new Error('wrong user or password')),
      onRcptTo: ({ address }, _session, done) =>
        done(address.startsWith('unknown') ? Object.assign(new Error('no such user'), { responseCode: 550 }) : null),
      onData: (stream, _session, done) =>
        void buffer(stream).then((content) => {
          messages.push(content.toString('latin1'));
          done();
        }, done),
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise<void>((resolve) => server.close(resolve)));

  describeMailTransport(
    'smtp',
    () => new SmtpMailTransport({ url: urlOf(PASSWORD), timeoutMs: 10_000 }),
    async (messageId) => messages.filter((message) => message.includes(`Message-ID: ${messageId}`)),
  );

  it('says refused for a recipient that the server does not know', async () => {
    const transport = new SmtpMailTransport({ url: urlOf(PASSWORD), timeoutMs: 10_000 });
    expect(await transport.send(newMail({ to: 'unknown@example.com' }))).toMatchObject({ status: 'refused' });
  });

  it('says temporary and not sent when the server does not let it in', async () => {
    const transport = new SmtpMailTransport({ url: urlOf('wrong'), timeoutMs: 10_000 });
    await expect(transport.send(newMail())).rejects.toMatchObject({ mayHaveBeenSent: false });
  });
});
