import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CodedError } from '../../errors/coded-error.js';
import { Public } from '../../http/access/access.js';
import { Undocumented } from '../../http/endpoint.js';
import { MailboxTransport } from '../drivers/mailbox.driver.js';
import type { StoredMail } from '../drivers/mailbox.driver.js';
import { CONTENT_POLICY, listPage, mailContent, mailPage, PAGE_POLICY } from './mailbox-pages.js';
import type { MailView } from './mailbox-pages.js';

const LIMIT = 25;
const VIEWS: readonly MailView[] = ['html', 'text', 'headers'];

/** Shows what the mailbox driver kept, to the person at this machine only: it has no log-in. */
@Controller('mailbox')
export class MailboxController {
  constructor(private readonly mailbox: MailboxTransport) {}

  @Get()
  @Public()
  @Undocumented()
  async list(
    @Req() request: FastifyRequest,
    @Query('to') to: unknown,
    @Query('page') page: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    refuseStrangers(request);
    const search = { recipient: typeof to === 'string' ? to.slice(0, 200) : '', page: pageOf(page), limit: LIMIT };
    await send(reply, PAGE_POLICY, listPage(search, await this.mailbox.list(search)));
  }

  @Get(':id')
  @Public()
  @Undocumented()
  async read(
    @Req() request: FastifyRequest,
    @Param('id') id: string,
    @Query('view') view: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    refuseStrangers(request);
    const mail = await this.existing(id);
    const source = String(await this.mailbox.source(id));
    const chosen = VIEWS.find((known) => known === view) ?? (mail.html === undefined ? 'text' : 'html');
    await send(reply, PAGE_POLICY, mailPage(mail, source.split('\r\n\r\n', 1)[0] ?? '', chosen));
  }

  /** What the page shows inside its sandboxed frame. */
  @Get(':id/content')
  @Public()
  @Undocumented()
  async content(@Req() request: FastifyRequest, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    refuseStrangers(request);
    await send(reply, CONTENT_POLICY, mailContent(await this.existing(id)));
  }

  @Get(':id/source')
  @Public()
  @Undocumented()
  async source(@Req() request: FastifyRequest, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    refuseStrangers(request);
    const source = await this.mailbox.source(id);
    if (!source) throw missing();
    await reply
      .headers({
        'content-type': 'message/rfc822',
        'content-disposition': `attachment; filename="${id}.eml"`,
        'x-content-type-options': 'nosniff',
      })
      .send(source);
  }

  private async existing(id: string): Promise<StoredMail> {
    const mail = await this.mailbox.find(id);
    if (!mail) throw missing();
    return mail;
  }
}

/** Checks the name too: a page elsewhere could point a name of its own at this machine (DNS rebinding). */
function refuseStrangers(request: FastifyRequest): void {
  const { remoteAddress = '' } = request.raw.socket;
  const local = remoteAddress === '::1' || /^(::ffff:)?127\./.test(remoteAddress);
  const host = (request.raw.headers.host ?? '').replace(/:\d+$/, '');
  const forwarded = request.raw.headers['x-forwarded-for'] !== undefined || request.raw.headers.forwarded !== undefined;
  if (!local || forwarded || !['localhost', '127.0.0.1', '[::1]'].includes(host)) {
    throw new CodedError('mail.mailbox_local_only', 'forbidden', 'The mailbox is shown on this machine only: open it by localhost.');
  }
}

function pageOf(value: unknown): number {
  return typeof value === 'string' && /^[1-9]\d{0,5}$/.test(value) ? Number(value) : 1;
}

function missing(): CodedError {
  return new CodedError('mail.message_not_found', 'not_found', 'There is no such mail.');
}

async function send(reply: FastifyReply, policy: string, html: string): Promise<void> {
  await reply
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    })
    .send(html);
}
