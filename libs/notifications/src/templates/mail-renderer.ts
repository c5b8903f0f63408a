import { Injectable } from '@nestjs/common';
import { CodedError, Environment, Keyring, SigningSecret, httpVariables, trackingToken } from '@shortlist/platform';
import type { Mail } from '@shortlist/platform';
import type { CustomTemplate } from '../domain/custom-template.js';
import { factsPlace, greetingName } from '../domain/message.js';
import type { MessageFacts } from '../domain/message.js';
import { notificationsVariables } from '../notifications.config.js';
import type { StoredMessage } from '../persistence/message.repository.js';
import { MessageTemplates } from './message-templates.js';
import type { RenderedMessage } from './message-templates.js';

/** What other contexts say about the subject of a message; null while their events are still on the way. */
export interface MessageSubject {
  /** Null for a message about no job, too. */
  readonly jobTitle: string | null;
  readonly organizationName: string | null;
}

/** What a message is rendered from beside its own facts. */
export interface MessageSetting extends MessageSubject {
  /** The organization's own words for it; null where the built-in ones are used. */
  readonly words: CustomTemplate | null;
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
  async render(organizationId: string, message: StoredMessage, { jobTitle, organizationName, words }: MessageSetting): Promise<Mail> {
    if ((jobTitle === null && message.jobId !== null) || organizationName === null) {
      throw new CodedError('notifications.subject_unknown', 'unavailable', 'The job or the organization of the message is not known yet.');
    }
    const facts = JSON.parse(await this.keyring.open(organizationId, factsPlace(message.id), message.sealedFacts)) as MessageFacts;
    const { subject, text, html } = this.words(organizationId, message, facts, {
      jobTitle: jobTitle ?? '',
      organization: organizationName,
      words,
    });
    return { messageId: message.messageId, from: this.sender(organizationName), to: facts.to, subject, text, html };
  }

  private words(
    organizationId: string,
    { template, applicationId }: StoredMessage,
    facts: MessageFacts,
    { words, ...names }: { readonly jobTitle: string; readonly organization: string; readonly words: CustomTemplate | null },
  ): RenderedMessage {
    if (!('name' in facts) || applicationId === null) return this.templates.render(template, { ...facts, ...names });
    const values = { ...names, name: greetingName(facts.name), trackingUrl: this.trackingUrl(organizationId, applicationId) };
    return words ? this.templates.renderCustom(words, values) : this.templates.render(template, { ...facts, ...values });
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
