import { Injectable } from '@nestjs/common';
import { Metrics, UnitOfWork, defineMetric } from '@shortlist/platform';
import type { Verdict } from '../domain/webhook-answer.js';

const waiting = defineMetric({
  name: 'webhook_deliveries_waiting',
  type: 'gauge',
  help: 'Webhook deliveries that are due or will be tried again.',
  labels: [],
});
const oldest = defineMetric({
  name: 'webhook_deliveries_oldest_seconds',
  type: 'gauge',
  help: 'Age of the oldest webhook delivery that waits.',
  labels: [],
});
const durations = defineMetric({
  name: 'webhook_attempt_duration_seconds',
  type: 'histogram',
  help: 'Duration of attempts to deliver a webhook. The outcome is delivered, failed or gone.',
  labels: ['outcome'],
});

interface Backlog {
  readonly waiting: string;
  readonly oldest_seconds: number;
}

/** What an operator watches of webhooks, over all organizations and receivers. */
@Injectable()
export class WebhookMetrics {
  private readonly durations;

  constructor(
    metrics: Metrics,
    private readonly unitOfWork: UnitOfWork,
  ) {
    this.durations = metrics.histogram(durations);
    const [count, age] = [metrics.gauge(waiting), metrics.gauge(oldest)];
    metrics.beforeScrape([count, age], async () => {
      const [backlog] = await this.unitOfWork.readAsWorker<Backlog>(
        'SELECT waiting, oldest_seconds FROM notifications.webhook_backlog()',
        [],
      );
      count.set(Number(backlog?.waiting ?? 0));
      age.set(backlog?.oldest_seconds ?? 0);
    });
  }

  attempted(outcome: Verdict['outcome'], durationMs: number): void {
    this.durations.observe({ outcome }, durationMs / 1_000);
  }
}
