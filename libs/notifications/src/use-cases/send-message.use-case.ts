import { Injectable } from '@nestjs/common';
import {
  CodedError,
  Keyring,
  Logger,
  MailSendError,
  MailTransport,
  UnitOfWork,
  onceIn,
  organizationKey,
  personKey,
} from '@shortlist/platform';
import type { KeyScope, Mail, TaskRun } from '@shortlist/platform';
import { CANDIDATE_TEMPLATES } from '../domain/message.js';
import type { CandidateTemplate, MessageTemplate } from '../domain/message.js';
import { CopiesRepository } from '../persistence/copies.repository.js';
import { MessageRepository } from '../persistence/message.repository.js';
import type { SettledState, StoredMessage } from '../persistence/message.repository.js';
import { TemplateRepository } from '../persistence/template.repository.js';
import type { SendMessageTask } from '../tasks/send-message.js';
import { MailRenderer } from '../templates/mail-renderer.js';
import type { MessageSetting } from '../templates/mail-renderer.js';

interface LoadedMessage {
  readonly message: StoredMessage;
  readonly setting: MessageSetting;
  readonly sealedUnder: KeyScope;
}

const isToCandidate = (template: MessageTemplate): template is CandidateTemplate => CANDIDATE_TEMPLATES.some((one) => one === template);
const contentPlace = (id: string): string => `notifications.messages|content|${id}`;

/**
 * Sends one message, at most once unless it certainly did not leave. `sending` is committed before the mail server is called:
 * a run that finds it was preceded by one that died, and ends as `unknown`.
 */
@Injectable()
export class SendMessage {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly messages: MessageRepository,
    private readonly copies: CopiesRepository,
    private readonly templates: TemplateRepository,
    private readonly renderer: MailRenderer,
    private readonly keyring: Keyring,
    private readonly transport: MailTransport,
    private readonly logger: Logger,
  ) {}

  async execute({ organizationId, messageId }: SendMessageTask, run: Pick<TaskRun, 'isLast'>): Promise<void> {
    const loaded = await this.load(organizationId, messageId);
    if (loaded?.message.state === 'sending') await this.settle(organizationId, messageId, 'unknown', 'notifications.interrupted');
    if (loaded?.message.state !== 'pending') return;
    const mail = await this.prepare(organizationId, loaded, run);
    if (mail) await this.send(organizationId, messageId, mail, run);
  }

  private load(organizationId: string, messageId: string): Promise<LoadedMessage | null> {
    return this.unitOfWork.runShared({ organizationId }, async (tx) => {
      const message = await this.messages.find(tx, messageId);
      if (!message) return null;
      const application = message.applicationId ? await this.copies.application(tx, message.applicationId) : null;
      const { jobId } = message;
      const jobTitle = jobId === null ? null : await onceIn(tx, `title:${jobId}`, () => this.copies.jobTitle(tx, jobId));
      const organizationName = await onceIn(tx, 'organization', () => this.copies.organizationName(tx));
      const { templates } = await onceIn(tx, 'templates', () => this.templates.current(tx));
      const words = isToCandidate(message.template) ? (templates[message.template] ?? null) : null;
      return {
        message,
        setting: { jobTitle, organizationName, words },
        sealedUnder: application ? personKey(application.candidateKey) : organizationKey,
      };
    });
  }

  /** The mail, once the message is marked as being sent; null when it will not be sent by this run. */
  private async prepare(organizationId: string, loaded: LoadedMessage, run: Pick<TaskRun, 'isLast'>): Promise<Mail | null> {
    const { message } = loaded;
    try {
      const mail = await this.content(organizationId, loaded);
      const sealed = await this.keyring.seal(organizationId, loaded.sealedUnder, contentPlace(message.id), JSON.stringify(mail));
      const started = await this.unitOfWork.runShared({ organizationId }, (tx) => this.messages.start(tx, message.id, sealed));
      return started ? mail : null;
    } catch (error) {
      const code = error instanceof CodedError ? error.code : 'notifications.not_rendered';
      if (code === 'keys.destroyed') {
        await this.giveUp(organizationId, message.id, 'refused', code);
        return null;
      }
      if (run.isLast) await this.giveUp(organizationId, message.id, 'failed', code);
      throw error;
    }
  }

  /** What the first attempt said is what every later one says. */
  private async content(organizationId: string, { message, setting }: LoadedMessage): Promise<Mail> {
    if (message.sealedContent === null) return this.renderer.render(organizationId, message, setting);
    return JSON.parse(await this.keyring.open(organizationId, contentPlace(message.id), message.sealedContent)) as Mail;
  }

  private async send(organizationId: string, messageId: string, mail: Mail, run: Pick<TaskRun, 'isLast'>): Promise<void> {
    try {
      const outcome = await this.transport.send(mail);
      await this.settle(organizationId, messageId, outcome.status, outcome.status === 'refused' ? 'notifications.mail_refused' : null);
    } catch (error) {
      if (!(error instanceof MailSendError)) throw error;
      if (error.mayHaveBeenSent) {
        this.logger.warn('mail_outcome_unknown', { organizationId, messageId }, error);
        return this.settle(organizationId, messageId, 'unknown', 'notifications.no_answer');
      }
      await this.settle(organizationId, messageId, run.isLast ? 'failed' : 'pending', 'notifications.mail_server_unavailable');
      throw error;
    }
  }

  private settle(organizationId: string, messageId: string, state: SettledState, code: string | null): Promise<void> {
    return this.unitOfWork.runShared({ organizationId }, (tx) => this.messages.settle(tx, messageId, state, code));
  }

  private giveUp(organizationId: string, messageId: string, state: 'refused' | 'failed', code: string): Promise<void> {
    return this.unitOfWork.runShared({ organizationId }, (tx) => this.messages.giveUp(tx, messageId, state, code));
  }
}
