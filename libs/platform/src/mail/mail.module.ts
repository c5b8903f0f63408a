import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { ConfigurationError } from '../config/variables.js';
import type { Environment } from '../config/variables.js';
import { MailboxTransport } from './drivers/mailbox.driver.js';
import { SmtpMailTransport } from './drivers/smtp.driver.js';
import { MailboxController } from './http/mailbox.controller.js';
import { mailVariables } from './mail.config.js';
import type { MailTransport } from './mail-transport.js';

/** The configured transport; `folder` is for the mailbox driver. */
export function createMailTransport(environment: Environment, folder: string): MailTransport {
  const { MAIL_DRIVER, SMTP_URL, SMTP_TIMEOUT_MS } = environment.read(mailVariables);
  if (MAIL_DRIVER === 'mailbox') return new MailboxTransport(folder);
  if (!SMTP_URL) throw new ConfigurationError(['SMTP_URL is missing: MAIL_DRIVER=smtp needs it']);
  return new SmtpMailTransport({ url: SMTP_URL, timeoutMs: SMTP_TIMEOUT_MS });
}

/** The mailbox pages, with the mailbox driver only. */
@Module({})
export class MailModule {
  static forRoot(mail: MailTransport): DynamicModule {
    if (!(mail instanceof MailboxTransport)) return { module: MailModule };
    return { module: MailModule, providers: [{ provide: MailboxTransport, useValue: mail }], controllers: [MailboxController] };
  }
}
