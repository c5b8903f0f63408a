import { createHash } from 'node:crypto';
import type { MailboxSearch, MailPage, StoredMail } from '../drivers/mailbox.driver.js';
import { MAILBOX_STYLE } from './mailbox-style.js';

export type MailView = 'html' | 'text' | 'headers';

const styleHash = createHash('sha256').update(MAILBOX_STYLE).digest('base64');
const NOTHING = "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

/** The pages run no script and load nothing but their own style and the frame. */
export const PAGE_POLICY = `${NOTHING}; style-src 'sha256-${styleHash}'; frame-src 'self'; img-src data:`;

/** A mail may style itself and carry pictures; it runs no script, loads nothing and submits nothing, not even on its own. */
export const CONTENT_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

/** The list of mails, newest first. */
export function listPage(search: MailboxSearch, { mails, total }: MailPage): string {
  const recipient = search.recipient ?? '';
  const rows = mails.map(
    (mail) => `<li><a class="mail" href="/mailbox/${mail.id}">
  <span class="avatar" aria-hidden="true">${escape(initialOf(mail.to))}</span>
  <span class="to">${escape(mail.to)}</span>
  <span class="subject">${escape(mail.subject || '(no subject)')}</span>
  ${time(mail.receivedAt)}
</a></li>`,
  );
  const nothing = recipient ? `No mail to “${escape(recipient)}”.` : 'No mail yet. What Shortlist sends appears here.';
  const list = rows.length > 0 ? `<ul class="mails">${rows.join('\n')}</ul>` : `<p class="empty">${nothing}</p>`;
  return page(
    'Mailbox',
    `<header class="bar"><h1><a href="/mailbox">Mailbox</a></h1><span class="count">${total} ${total === 1 ? 'mail' : 'mails'}</span>
<form role="search" action="/mailbox"><input type="search" name="to" value="${escape(recipient)}" placeholder="Search by recipient" aria-label="Search by recipient"></form></header>
<main>${list}${pager(search, total)}</main>`,
  );
}

/** One mail: as HTML in a frame, as text, or with its headers. */
export function mailPage(mail: StoredMail, headers: string, view: MailView): string {
  const views: readonly (readonly [MailView, string])[] = [
    ...(mail.html === undefined ? [] : [['html', 'HTML'] as const]),
    ['text', 'Text'],
    ['headers', 'Headers'],
  ];
  const tabs = views.map(([name, label]) => `<a href="?view=${name}"${name === view ? ' aria-current="page"' : ''}>${label}</a>`).join('');
  const body: Record<MailView, string> = {
    html: `<iframe sandbox="allow-popups allow-popups-to-escape-sandbox" src="/mailbox/${mail.id}/content" title="Content of the mail"></iframe>`,
    text: `<pre class="body">${escape(mail.text)}</pre>`,
    headers: `<pre class="body headers">${escape(headers)}</pre>`,
  };
  return page(
    mail.subject || '(no subject)',
    `<header class="bar"><h1><a href="/mailbox">← Mailbox</a></h1></header>
<main><article>
<div class="head"><h2>${escape(mail.subject || '(no subject)')}</h2>
<dl><dt>From</dt><dd>${escape(mail.from)}</dd><dt>To</dt><dd><a href="/mailbox?to=${encodeURIComponent(mail.to)}">${escape(mail.to)}</a></dd>
<dt>Received</dt><dd>${time(mail.receivedAt)}</dd></dl></div>
<nav class="tabs" aria-label="Views">${tabs}<a class="source" href="/mailbox/${mail.id}/source">Download .eml</a></nav>
${body[view]}
</article></main>`,
  );
}

/** The HTML of the mail itself, for the frame; links open outside of it. */
export function mailContent(mail: StoredMail): string {
  return `<!doctype html><meta charset="utf-8"><base target="_blank">${mail.html ?? ''}`;
}

function pager({ page: current, limit, recipient }: MailboxSearch, total: number): string {
  const last = Math.max(1, Math.ceil(total / limit));
  if (last === 1) return '';
  const address = (number: number): string =>
    `/mailbox?${new URLSearchParams({ ...(recipient && { to: recipient }), page: String(number) }).toString()}`;
  const step = (number: number, label: string): string =>
    number >= 1 && number <= last ? `<a href="${escape(address(number))}">${label}</a>` : `<span>${label}</span>`;
  return `<nav class="pager" aria-label="Pages">${step(current - 1, '← Newer')}<span class="where">Page ${current} of ${last}</span>${step(current + 1, 'Older →')}</nav>`;
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)} · Shortlist</title><style>${MAILBOX_STYLE}</style></head>
<body>${body}</body></html>`;
}

function time(at: Date): string {
  const text = at.toISOString();
  return `<time datetime="${text}">${text.slice(0, 10)} ${text.slice(11, 16)} UTC</time>`;
}

function initialOf(recipient: string): string {
  return (/[\p{L}\p{N}]/u.exec(recipient)?.[0] ?? '?').toUpperCase();
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
