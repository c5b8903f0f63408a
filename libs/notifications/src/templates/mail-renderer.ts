import { Injectable } from '@nestjs/common';
import { CodedError, Environment, Keyring, SigningSecret, httpVariables, trackingToken } from '@shortlist/platform';
import type { Mail } from '@shortlist/platform';
import { factsPlace, greetingName } from '../domain/message.js';
import type { MessageFacts } from '../domain/message.js';
import { notificationsVariables } from '../notifications.config.js';
import type { StoredMessage } from '../persistence/message.repository.js';
import { MessageTemplates } from './message-templates.js';

/** What other contexts say about the subject of a message; null while their events are still on the way. */
export interface MessageSubject {
  readonly jobTitle: string | null;
  readonly organizationName: string | null;
}

/** Turns a stored message into the mail that is sent. */
@Injectable()
export class MailRenderer {
  private readonly from: string;
  private readonly publicUrl: string;

  constructor(
    private readonly templates: MessageTemplates,
    private readonly keyring: Keyring,
    private readonly secret: SigningSecret,
    environment: Environment,
  ) {
    this.from = environment.read(notificationsVariables).MAIL_FROM;
    this.publicUrl = environment.read(httpVariables).PUBLIC_URL;
  }

  /** Throws `notifications.subject_unknown` while a copy is missing, and what the keyring throws. */
  async render(organizationId: string, message: StoredMessage, { jobTitle, organizationName }: MessageSubject): Promise<Mail> {
    if (jobTitle === null || organizationName === null) {
      throw new CodedError('notifications.subject_unknown', 'unavailable', 'The job or the organization of the message is not known yet.');
    }
    const facts = JSON.parse(await this.keyring.open(organizationId, factsPlace(message.id), message.sealedFacts)) as MessageFacts;
    const { subject, text, html } = this.templates.render(message.template, {
      ...facts,
      ...('name' in facts && { name: greetingName(facts.name) }),
      ...(message.applicationId && { trackingUrl: this.trackingUrl(organizationId, message.applicationId) }),
      jobTitle,
      organization: organizationName,
    });
    return { messageId: message.messageId, from: this.sender(organizationName), to: facts.to, subject, text, html };
  }

  private trackingUrl(organizationId: string, applicationId: string): string {
    const token = trackingToken(this.secret, organizationId, applicationId);
    return `${this.publicUrl}/api/v1/applications/${applicationId}/track?token=${encodeURIComponent(token)}`;
  }

  /** The organization's name as a quoted string (RFC 5322, 3.2.4). */
  private sender(organizationName: string): string {
    return `"${organizationName.replaceAll(/[\u0000-\u001f\u007f]+/g, ' ').replaceAll(/["\\]/g, '\\$&')}" <${this.from}>`;
  }
}
