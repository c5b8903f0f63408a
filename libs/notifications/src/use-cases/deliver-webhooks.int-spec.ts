import 'reflect-metadata';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@shortlist/platform';
import { TestDatabase, eventually } from '@shortlist/testing';
import { Webhook } from 'standardwebhooks';
import { isSlow } from '../domain/endpoint-health.js';
import { DELAYS_SECONDS } from '../domain/webhook-schedule.js';
import { notificationsMigrations } from '../index.js';
import { IdleContext, WebhookReceiver } from '../notifications.fixture-spec.js';
import type { ReceiverAnswer } from '../notifications.fixture-spec.js';
import { ListWebhookDeliveries } from '../queries/list-webhook-deliveries.query.js';
import { WebhooksQuery } from '../queries/webhooks.query.js';
import { LingeringRuns } from '../webhooks/lingering-runs.js';
import { ChangeWebhook } from './change-webhook.use-case.js';
import { CreateWebhook } from './create-webhook.use-case.js';
import { DeliverWebhooks } from './deliver-webhooks.use-case.js';
import { PublishWebhookEvent } from './publish-webhook-event.use-case.js';
import { ReplayWebhook } from './replay-webhook.use-case.js';
import { RotateWebhookSecret } from './rotate-webhook-secret.use-case.js';

const DAY = 86_400;
let organizationId: string;
let database: TestDatabase;
let context: IdleContext;
let receiver: WebhookReceiver;

beforeAll(async () => {
  database = await TestDatabase.start([notificationsMigrations]);
  context = await IdleContext.start(database);
});
afterAll(() => database.stop());
beforeEach(async () => {
  organizationId = newId();
  context.clock.reset();
  receiver = await WebhookReceiver.start();
});
afterEach(() => receiver.stop());

async function endpoint(): Promise<{ id: string; secret: string }> {
  const made = await context.get(CreateWebhook).execute(organizationId, { url: receiver.url, description: null, eventTypes: [] });
  return { id: made.endpoint.id, secret: made.secret };
}

/** One that has answered well before. */
async function provenEndpoint(): Promise<{ id: string; secret: string }> {
  const made = await endpoint();
  await database.rows('UPDATE notifications.webhook_endpoints SET last_success_at = now() WHERE id = $1', [made.id]);
  return made;
}

async function publish(): Promise<string> {
  const event = { id: newId(), type: 'shortlists.updated', occurredAt: context.clock.now(), data: { jobId: newId() } } as const;
  await context.unitOfWork.run({ organizationId }, (tx) => context.get(PublishWebhookEvent).execute(tx, organizationId, event));
  return event.id;
}

const deliver = (endpointId: string): Promise<void> =>
  context.get(DeliverWebhooks).execute({ organizationId, endpointId }, new AbortController().signal);
const read = (endpointId: string) => context.get(WebhooksQuery).get(organizationId, endpointId);
const deliveries = async (endpointId: string) =>
  (await context.get(ListWebhookDeliveries).execute(organizationId, endpointId, { filters: {}, limit: 100, offset: 0, after: null })).items;
const tasksAfter = (endpointId: string): Promise<{ name: string; start_after: Date }[]> =>
  database.rows("SELECT name, start_after FROM pgboss.job WHERE data->>'endpointId' = $1 ORDER BY start_after", [endpointId]);

/** What the outbox says of endpoints that were disabled. */
const announced = async (): Promise<object[]> => {
  const rows = await database.rows<{ event: { data: object } }>(
    "SELECT event FROM notifications.outbox WHERE organization_id = $1 AND event_type = 'webhooks.disabled.v1'",
    [organizationId],
  );
  return rows.map((row) => row.event.data);
};

describe('delivery of webhooks', () => {
  it('sends a signed body once and logs the attempt', async () => {
    const { id, secret } = await endpoint();
    const eventId = await publish();
    await deliver(id);
    await deliver(id);
    const [request] = receiver.of(eventId);
    expect(receiver.requests).toHaveLength(1);
    const body = new Webhook(secret).verify(request?.body ?? '', request?.headers as Record<string, string>);
    expect(body).toEqual({ type: 'shortlists.updated', timestamp: context.clock.now().toISOString(), data: { jobId: expect.any(String) } });
    expect(request?.headers['content-type']).toBe('application/json');
    expect(await deliveries(id)).toMatchObject([
      { eventId, state: 'delivered', nextAttemptAt: null, attempts: [{ statusCode: 204, errorCode: null }] },
    ]);
  });

  it('tries ten times over the schedule, signs anew each time, keeps the webhook-id and then gives up the event', async () => {
    const { id, secret } = await endpoint();
    receiver.answer = () => ({ status: 500 });
    const eventId = await publish();
    for (const [index] of DELAYS_SECONDS.entries()) {
      await deliver(id);
      expect(receiver.requests).toHaveLength(index + 1);
      await deliver(id);
      expect(receiver.requests).toHaveLength(index + 1);
      context.clock.advance((DELAYS_SECONDS[index + 1] ?? 5 * DAY) * 1.2);
    }
    await deliver(id);
    expect(receiver.requests).toHaveLength(10);
    expect(new Set(receiver.requests.map((request) => request.headers['webhook-id']))).toEqual(new Set([eventId]));
    expect(new Set(receiver.requests.map((request) => request.headers['webhook-timestamp'])).size).toBe(10);
    expect(new Set(receiver.requests.map((request) => request.headers['webhook-signature'])).size).toBe(10);
    expect(new Set(receiver.requests.map((request) => request.body)).size).toBe(1);
    expect(secret).toMatch(/^whsec_/);
    expect(await deliveries(id)).toMatchObject([{ state: 'failed', nextAttemptAt: null, attempts: { length: 10 } }]);
    expect((await read(id)).status).toBe('active');
  });

  it('leaves a task for every retry, at the time of the retry', async () => {
    const { id } = await provenEndpoint();
    receiver.answer = () => ({ status: 500 });
    await publish();
    await deliver(id);
    const [delivery] = await deliveries(id);
    expect(await tasksAfter(id)).toEqual([
      { name: 'notifications.deliver_webhooks', start_after: expect.any(Date) },
      { name: 'notifications.retry_webhooks', start_after: new Date(delivery?.nextAttemptAt ?? 0) },
    ]);
  });

  it('keeps an endpoint that never answered well away from the workers for those that did', async () => {
    const { id } = await endpoint();
    const names = async (): Promise<string[]> => (await tasksAfter(id)).map((task) => task.name);
    await publish();
    expect(await names()).toEqual(['notifications.retry_webhooks']);
    await deliver(id);
    await publish();
    expect(await names()).toEqual(['notifications.retry_webhooks', 'notifications.deliver_webhooks']);
    receiver.answer = () => ({ status: 500 });
    await deliver(id);
    await publish();
    expect((await names()).filter((name) => name === 'notifications.deliver_webhooks')).toHaveLength(1);
  });

  it('waits for no slow receiver, delivers there in the end, and serves it apart until it is quick again', async () => {
    const { id } = await provenEndpoint();
    const names = async (name: string): Promise<number> => (await tasksAfter(id)).filter((task) => task.name.endsWith(name)).length;
    let answer: (answer: ReceiverAnswer) => void = () => undefined;
    receiver.answer = () => new Promise((resolve) => (answer = resolve));
    const eventId = await publish();
    await publish();
    const started = performance.now();
    await deliver(id);
    expect(await deliveries(id)).toMatchObject([{ attempts: [] }, { attempts: [] }]);
    const leaseEnd = (await tasksAfter(id)).at(-1)?.start_after.getTime();
    expect(leaseEnd).toBeGreaterThanOrEqual(context.clock.now().getTime() + 60_000);
    receiver.answer = () => ({ status: 200 });
    await eventually(() => expect(isSlow(performance.now() - started - 200)).toBe(true));
    answer({ status: 200 });
    await eventually(async () => expect((await deliveries(id)).map((delivery) => delivery.state)).toEqual(['pending', 'delivered']));
    expect(receiver.of(eventId)).toHaveLength(1);
    await eventually(async () => expect(await names('retry_webhooks')).toBe(2));
    await deliver(id);
    expect(receiver.requests).toHaveLength(2);
    const quick = await names('deliver_webhooks');
    await publish();
    expect(await names('deliver_webhooks')).toBe(quick + 1);
  });

  it('gives up what lingers when the process stops, and delivers it after the next start', async () => {
    const own = await IdleContext.start(database);
    const { id } = await endpoint();
    const eventId = await publish();
    receiver.answer = () => new Promise(() => undefined);
    await own.get(DeliverWebhooks).execute({ organizationId, endpointId: id }, new AbortController().signal);
    await own.get(LingeringRuns).beforeApplicationShutdown();
    expect(await deliveries(id)).toMatchObject([{ state: 'pending', attempts: [] }]);
    receiver.answer = () => ({ status: 200 });
    await deliver(id);
    expect(receiver.of(eventId)).toHaveLength(2);
    expect(await deliveries(id)).toMatchObject([{ state: 'delivered' }]);
  });

  it('takes a redirect for a failure and does not follow it', async () => {
    const { id } = await endpoint();
    const other = await WebhookReceiver.start();
    receiver.answer = () => ({ status: 307, headers: { location: other.url } });
    await publish();
    await deliver(id);
    await other.stop();
    expect(other.requests).toHaveLength(0);
    expect(await deliveries(id)).toMatchObject([{ state: 'pending', attempts: [{ statusCode: 307 }] }]);
  });

  it('disables the endpoint that answers 410, announces it once, and delivers nothing more', async () => {
    const { id } = await endpoint();
    receiver.answer = () => ({ status: 410 });
    await publish();
    await publish();
    await deliver(id);
    await deliver(id);
    await publish();
    await deliver(id);
    expect(receiver.requests).toHaveLength(1);
    expect(await read(id)).toMatchObject({ status: 'disabled', disabledReason: 'gone', disabledAt: context.clock.now() });
    expect(await announced()).toEqual([
      { webhookId: id, reason: 'gone', failingSince: expect.any(String), disabledAt: expect.any(String) },
    ]);
  });

  it('leaves an endpoint that fails alone for a moment, however much is due there, and not once it answers well', async () => {
    const { id } = await endpoint();
    receiver.answer = () => ({ status: 500, headers: { 'retry-after': '0' } });
    for (let event = 0; event < 4; event++) await publish();
    for (const sent of [1, 2]) {
      for (let run = 0; run < 3; run++) await deliver(id);
      expect(receiver.requests).toHaveLength(sent);
      context.clock.advance(2);
    }
    receiver.answer = () => ({ status: 200 });
    await deliver(id);
    expect(receiver.requests).toHaveLength(4);
    context.clock.advance(10);
    await deliver(id);
    expect((await deliveries(id)).map((delivery) => delivery.state)).toEqual(Array(4).fill('delivered'));
  });

  it('leaves an overloaded endpoint alone for as long as it asks', async () => {
    const { id } = await endpoint();
    receiver.answer = () => ({ status: 429, headers: { 'retry-after': '600' } });
    await publish();
    await deliver(id);
    await publish();
    context.clock.advance(599);
    await deliver(id);
    expect(receiver.requests).toHaveLength(1);
    context.clock.advance(2);
    receiver.answer = () => ({ status: 200 });
    await deliver(id);
    expect(receiver.requests).toHaveLength(3);
  });

  it('disables an endpoint after five days without a success; enabled again, it gets what waited', async () => {
    const { id } = await endpoint();
    receiver.answer = () => ({ status: 500 });
    for (let day = 0; day <= 5; day++) {
      expect((await read(id)).status).toBe('active');
      await publish();
      await deliver(id);
      context.clock.advance(DAY);
    }
    const disabled = await read(id);
    expect(disabled).toMatchObject({ status: 'disabled', disabledReason: 'failing' });
    expect(await announced()).toMatchObject([{ webhookId: id, reason: 'failing', failingSince: disabled.failingSince?.toISOString() }]);
    const before = receiver.requests.length;
    await deliver(id);
    expect(receiver.requests).toHaveLength(before);
    receiver.answer = () => ({ status: 200 });
    await context.get(ChangeWebhook).execute(organizationId, id, disabled.version, { status: 'active' });
    await deliver(id);
    expect(await read(id)).toMatchObject({ status: 'active', failingSince: null });
    expect((await deliveries(id)).map((delivery) => delivery.state)).toEqual(Array(6).fill('delivered'));
  });

  it('verifies with either secret inside the overlap of a rotation, and with the new one after it', async () => {
    const { id, secret: old } = await endpoint();
    const { secret } = await context.get(RotateWebhookSecret).execute(organizationId, id, 3_600);
    const verified = async (): Promise<boolean[]> => {
      const eventId = await publish();
      await deliver(id);
      const { headers, body } = receiver.of(eventId)[0] ?? { headers: {}, body: '' };
      const signedAt = new Date(Number(headers['webhook-timestamp']) * 1_000);
      return [old, secret].map((key) =>
        String(headers['webhook-signature'])
          .split(' ')
          .includes(new Webhook(key).sign(eventId, signedAt, body)),
      );
    };
    expect(await verified()).toEqual([true, true]);
    context.clock.advance(3_601);
    expect(await verified()).toEqual([false, true]);
  });

  it('replays by id and by time under the same webhook-id, also to an endpoint that is younger than the events', async () => {
    const from = context.clock.now();
    const old = [await publish(), await publish()];
    context.clock.advance(60);
    const until = context.clock.now();
    const { id } = await endpoint();
    expect(await context.get(ReplayWebhook).execute(organizationId, id, { from, until })).toBe(2);
    await deliver(id);
    expect(receiver.requests.map((request) => request.headers['webhook-id'])).toEqual(old);
    expect(await context.get(ReplayWebhook).execute(organizationId, id, { eventIds: [old[0] ?? ''] })).toBe(1);
    await deliver(id);
    expect(receiver.of(old[0] ?? '')).toHaveLength(2);
    await expect(context.get(ReplayWebhook).execute(organizationId, id, { eventIds: [newId()] })).rejects.toMatchObject({
      code: 'notifications.webhook_event_not_found',
    });
    await expect(context.get(ReplayWebhook).execute(organizationId, id, {})).rejects.toMatchObject({
      code: 'notifications.replay_unclear',
    });
  });

  it('sends again what was replayed while it was being delivered', async () => {
    const { id } = await endpoint();
    const eventId = await publish();
    let replayed = false;
    receiver.answer = async () => {
      if (!replayed) await context.get(ReplayWebhook).execute(organizationId, id, { eventIds: [eventId] });
      replayed = true;
      return { status: 204 };
    };
    context.clock.advance(1);
    await deliver(id);
    await deliver(id);
    expect(receiver.of(eventId)).toHaveLength(2);
    expect(await deliveries(id)).toMatchObject([{ state: 'delivered' }]);
  });

  it('works on one request per endpoint at a time, each event once, while runs compete', async () => {
    const { id } = await endpoint();
    receiver.answer = () => new Promise((resolve) => setTimeout(() => resolve({ status: 200 }), 5));
    const published = await Promise.all(
      Array.from({ length: 30 }, async () => {
        const eventId = await publish();
        await deliver(id);
        return eventId;
      }),
    );
    await eventually(async () => {
      await deliver(id);
      expect(receiver.requests.map((request) => request.headers['webhook-id']).sort()).toEqual([...published].sort());
    });
    expect(receiver.mostAtOnce).toBe(1);
  });

  it.each([
    ['quick', 0],
    ['slow', 1_200],
  ])('leaves nothing behind that a run passed by while another was busy there, with a receiver that is %s', async (_what, milliseconds) => {
    const { id } = await provenEndpoint();
    const tasks = async (): Promise<number> => (await tasksAfter(id)).filter((task) => task.start_after <= new Date()).length;
    let passedBy = '';
    let before = 0;
    receiver.answer = async () => {
      if (!passedBy) {
        passedBy = await publish();
        await deliver(id);
        expect(receiver.requests).toHaveLength(1);
        before = await tasks();
        await new Promise((resolve) => setTimeout(resolve, milliseconds));
      }
      return { status: 204 };
    };
    await publish();
    await deliver(id);
    // The run that was busy delivers it, or leaves a task for it.
    await eventually(async () => expect(receiver.of(passedBy).length + (await tasks()) - before).toBeGreaterThan(0));
    await deliver(id);
    expect(receiver.of(passedBy)).toHaveLength(1);
    expect((await deliveries(id)).map((delivery) => delivery.state)).toEqual(['delivered', 'delivered']);
  });

  it('leaves a task behind for what became due while it could not be taken', async () => {
    const { id } = await provenEndpoint();
    receiver.answer = async () => {
      await publish();
      return { status: 500 };
    };
    await publish();
    await deliver(id);
    expect(receiver.requests).toHaveLength(1);
    const due = (await tasksAfter(id)).filter((task) => task.name === 'notifications.retry_webhooks' && task.start_after <= new Date());
    expect(due).toHaveLength(1);
  });

  it('fails the task of a process that is stopping, so that it comes again', async () => {
    const { id } = await endpoint();
    await publish();
    await expect(context.get(DeliverWebhooks).execute({ organizationId, endpointId: id }, AbortSignal.abort())).rejects.toThrow('aborted');
    expect(receiver.requests).toHaveLength(0);
  });

  it('goes on when the run that held the endpoint died, repeating at most what that had in hand', async () => {
    const { id } = await provenEndpoint();
    const eventId = await publish();
    await database.rows(
      "UPDATE notifications.webhook_endpoints SET lease_id = $2, leased_until = now() + interval '1 minute' WHERE id = $1",
      [id, newId()],
    );
    await deliver(id);
    await deliver(id);
    expect(receiver.requests).toHaveLength(0);
    const comingBack = (await tasksAfter(id)).filter((task) => task.name === 'notifications.retry_webhooks');
    expect(comingBack).toHaveLength(1);
    await database.rows("UPDATE notifications.webhook_endpoints SET leased_until = now() - interval '1 second' WHERE id = $1", [id]);
    await deliver(id);
    expect(receiver.of(eventId)).toHaveLength(1);
  });

  it('keeps secrets sealed', async () => {
    const { id, secret } = await endpoint();
    const rotated = await context.get(RotateWebhookSecret).execute(organizationId, id, 3_600);
    const rows = JSON.stringify(await database.rows('SELECT * FROM notifications.webhook_endpoints'));
    for (const plain of [secret, rotated.secret]) expect(rows).not.toContain(plain.replace('whsec_', ''));
  });
});
