import { Injectable } from '@nestjs/common';
import { Clock, Environment, Keyring, TaskQueue, httpVariables, newId } from '@shortlist/platform';
import type { KeyScope, Tx } from '@shortlist/platform';
import { factsPlace } from '../domain/message.js';
import type { MessageFacts, MessageTemplate } from '../domain/message.js';
import { MessageRepository } from '../persistence/message.repository.js';
import { sendMessageTask } from '../tasks/send-message.js';

export interface MessageToQueue {
  readonly organizationId: string;
  readonly effectKey: string;
  readonly template: MessageTemplate;
  /** Null where it is about none. */
  readonly jobId: string | null;
  readonly applicationId?: string;
  readonly facts: MessageFacts;
  /** The person's key for candidates, else the organization's. */
  readonly sealedUnder: KeyScope;
  /** Waits so long, and meanwhile gives way to a newer message of the same name. */
  readonly supersedes?: { readonly name: string; readonly windowSeconds: number };
}

/** Writes down that a mail is to be sent, in the transaction of what it tells of. Rendering waits for the task. */
@Injectable()
export class QueueMessage {
  private readonly domain: string;

  constructor(
    private readonly messages: MessageRepository,
    private readonly keyring: Keyring,
    private readonly tasks: TaskQueue,
    private readonly clock: Clock,
    environment: Environment,
  ) {
    this.domain = new URL(environment.read(httpVariables).PUBLIC_URL).hostname;
  }

  /** Does nothing when this effect has its message already. */
  async execute(tx: Tx, message: MessageToQueue): Promise<void> {
    const { organizationId, supersedes } = message;
    const id = newId();
    const sendAfter = await this.messages.add(tx, organizationId, {
      id,
      effectKey: message.effectKey,
      template: message.template,
      jobId: message.jobId,
      applicationId: message.applicationId ?? null,
      messageId: `<${id}@${this.domain}>`,
      sealedFacts: await this.keyring.seal(organizationId, message.sealedUnder, factsPlace(id), JSON.stringify(message.facts)),
      supersedes: supersedes?.name ?? null,
      sendAfter: new Date(this.clock.now().getTime() + (supersedes?.windowSeconds ?? 0) * 1_000),
    });
    if (!sendAfter) return;
    const options = supersedes && { startAfter: sendAfter };
    await this.tasks.enqueue(tx, sendMessageTask, { organizationId, messageId: id }, options);
  }
}
