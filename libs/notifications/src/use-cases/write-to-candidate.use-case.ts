import { Injectable } from '@nestjs/common';
import { CodedError, personKey } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import type { MessageTemplate } from '../domain/message.js';
import { CopiesRepository } from '../persistence/copies.repository.js';
import { QueueMessage } from './queue-message.use-case.js';

export interface CandidateMessage {
  readonly organizationId: string;
  readonly effectKey: string;
  readonly template: MessageTemplate;
  readonly applicationId: string;
  readonly jobId: string;
  readonly name: string | null;
  readonly email: string | null;
}

/** Writes to the person behind an application. Who never applied themselves, or gave no address, gets no mail. */
@Injectable()
export class WriteToCandidate {
  constructor(
    private readonly copies: CopiesRepository,
    private readonly queueMessage: QueueMessage,
  ) {}

  /** Throws `notifications.application_unknown` while the application's own event is still on the way. */
  async execute(tx: Tx, { name, email, ...message }: CandidateMessage): Promise<void> {
    if (email === null) return;
    const application = await this.copies.application(tx, message.applicationId);
    if (!application) throw new CodedError('notifications.application_unknown', 'unavailable', 'The application is not known yet.');
    if (application.submitter !== 'candidate') return;
    await this.queueMessage.execute(tx, { ...message, facts: { to: email, name }, sealedUnder: personKey(application.candidateKey) });
  }
}
