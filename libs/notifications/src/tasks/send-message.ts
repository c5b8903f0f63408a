import { Id } from '@shortlist/contracts';
import { defineTask } from '@shortlist/platform';

export class SendMessageTask {
  @Id() organizationId: string;
  @Id() messageId: string;
}

/** Sends one message. Its retries span about four and a half hours, for copies that are still on their way and mail servers that are down. */
export const sendMessageTask = defineTask({
  name: 'notifications.send_message',
  payload: SendMessageTask,
  attempts: 14,
  retryDelaySeconds: 2,
  timeoutSeconds: 120,
  concurrency: 2,
  together: 8,
});
