import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Environment } from '../../config/variables.js';
import { ProblemFilter } from '../../http/errors/problem.filter.js';
import { Logger } from '../../telemetry/logger.js';
import { MailboxTransport } from '../drivers/mailbox.driver.js';
import { createMailTransport, MailModule } from '../mail.module.js';

const HOSTILE = `<script>alert('&"')</script>`;

describe('mailbox pages', () => {
  let folder: string;
  let mailbox: MailboxTransport;
  let app: NestFastifyApplication;
  const local = { host: 'localhost:3000' };
  const get = (url: string, headers: Record<string, string> = local, remoteAddress = '127.0.0.1') =>
    app.inject({ method: 'GET', url, headers, remoteAddress });
  const send = async (to: string, fields: { subject?: string; html?: string; text?: string } = {}): Promise<string> => {
    await mailbox.send({ messageId: `<${Math.random()}@x>`, from: 'a@x.org', to, subject: 'Hello', text: 'Text', ...fields });
    return (await mailbox.list({ recipient: to, page: 1, limit: 1 })).mails[0]!.id;
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mailbox-'));
    mailbox = new MailboxTransport(folder);
    app = await NestFactory.create<NestFastifyApplication>(MailModule.forRoot(mailbox), new FastifyAdapter(), { logger: false });
    app.useGlobalFilters(new ProblemFilter(Logger.create({ level: 'silent' })));
    await app.init();
  });
  afterAll(async () => {
    await app.close();
    await rm(folder, { recursive: true });
  });

  it('say so when there is no mail', async () => {
    const answer = await get('/mailbox');
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(answer.body).toContain('No mail yet');
  });

  it('list mail with a link to each, page by page', async () => {
    for (let number = 0; number < 30; number++) await send(`person${number}@pages.org`);
    const [first, second, beyond] = await Promise.all(['', '&page=2', '&page=99'].map((page) => get(`/mailbox?to=pages.org${page}`)));
    expect(first!.body.match(/class="mail"/g)).toHaveLength(25);
    expect(first!.body).toContain('href="/mailbox?to=pages.org&#38;page=2"');
    expect(second!.body.match(/class="mail"/g)).toHaveLength(5);
    expect(beyond!.statusCode).toBe(200);
  });

  it('show a mail as HTML in a sandboxed frame, as text, and with its headers', async () => {
    const id = await send('ada@views.org', { html: '<p>Rich</p>', text: 'Plain' });
    const [html, text, headers] = await Promise.all(['', '?view=text', '?view=headers'].map((view) => get(`/mailbox/${id}${view}`)));
    expect(html!.body).toMatch(/<iframe sandbox="allow-popups allow-popups-to-escape-sandbox" src="\/mailbox\/[0-9a-f]{32}\/content"/);
    expect(html!.body).not.toContain('Rich');
    expect(text!.body).toContain('Plain');
    expect(headers!.body).toContain('Message-ID: ');
    expect((await get(`/mailbox/${id}/content`)).body).toContain('<p>Rich</p>');
    expect((await get(`/mailbox/${id}/source`)).headers['content-disposition']).toBe(`attachment; filename="${id}.eml"`);
  });

  it('let nothing that a mail or an address says become markup', async () => {
    const id = await send(`"${HOSTILE}" <evil@markup.org>`, { subject: HOSTILE, text: HOSTILE, html: HOSTILE });
    const pages = [
      '/mailbox',
      `/mailbox?to=${encodeURIComponent(`"><img src=x>${HOSTILE}`)}`,
      `/mailbox/${id}`,
      `/mailbox/${id}?view=text`,
      `/mailbox/${id}?view=headers`,
    ];
    for (const page of pages) {
      const { statusCode, body } = await get(page);
      expect(statusCode).toBe(200);
      expect(body).not.toMatch(/<script|<img/);
    }
  });

  it('run no script and load nothing, by their content policy', async () => {
    const id = await send('ada@policy.org', { html: HOSTILE });
    const page = (await get(`/mailbox/${id}`)).headers['content-security-policy'];
    expect(page).toMatch(/^default-src 'none';/);
    expect(page).not.toMatch(/script-src|unsafe/);
    const content = (await get(`/mailbox/${id}/content`)).headers['content-security-policy'];
    expect(content).toMatch(/^default-src 'none';.*; sandbox allow-popups allow-popups-to-escape-sandbox$/);
    expect(content).not.toContain('script-src');
  });

  it('answer 404 for a mail that is not there', async () => {
    for (const path of ['a'.repeat(32), '..%2f..%2fetc', 'x', `${'a'.repeat(32)}/content`, `${'a'.repeat(32)}/source`]) {
      const answer = await get(`/mailbox/${path}`);
      expect([answer.statusCode, answer.json().code]).toEqual([404, 'mail.message_not_found']);
    }
  });

  it('are shown to this machine only, by its own name, and through no proxy', async () => {
    const strangers = [
      get('/mailbox', local, '192.168.1.5'),
      get('/mailbox', { host: 'evil.example' }),
      get('/mailbox', { host: 'localhost.evil.example:3000' }),
      get('/mailbox', { ...local, 'x-forwarded-for': '127.0.0.1' }),
      get('/mailbox', { ...local, forwarded: 'for=127.0.0.1' }),
    ];
    for (const answer of await Promise.all(strangers)) expect(answer.statusCode).toBe(403);
    for (const host of ['localhost', '127.0.0.1:3000', '[::1]:3000']) expect((await get('/mailbox', { host }, '::1')).statusCode).toBe(200);
  });

  it('exist with the mailbox driver only', () => {
    const smtp = createMailTransport(new Environment({ MAIL_DRIVER: 'smtp', SMTP_URL: 'smtp://127.0.0.1:2525' }), folder);
    expect(MailModule.forRoot(smtp).controllers).toBeUndefined();
    expect(() => createMailTransport(new Environment({ MAIL_DRIVER: 'smtp' }), folder)).toThrow('SMTP_URL');
  });
});
