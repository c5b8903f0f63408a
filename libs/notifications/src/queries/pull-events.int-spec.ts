import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@shortlist/platform';
import type { UnitOfWork } from '@shortlist/platform';
import { eventually, TestDatabase, TestProcess, testTokens } from '@shortlist/testing';
import type { TestAnswer } from '@shortlist/testing';
import { TEST_EVENT_TYPE } from '../domain/webhook-event.js';
import type { WebhookEvent } from '../domain/webhook-event.js';
import { NotificationsHttpModule, notificationsMigrations } from '../index.js';
import { EventFeedRepository } from '../persistence/event-feed.repository.js';
import { WebhookDeliveryRepository } from '../persistence/webhook-delivery.repository.js';

let database: TestDatabase;
let service: TestProcess;
let unitOfWork: UnitOfWork;
let tokenFor: Awaited<ReturnType<typeof testTokens>>;
let organizationId: string;
let token: string;
const deliveries = new WebhookDeliveryRepository();

beforeAll(async () => {
  database = await TestDatabase.start([notificationsMigrations]);
  service = await TestProcess.start(database, [NotificationsHttpModule]);
  ({ unitOfWork } = service.infrastructure.runtimeOf('notifications'));
  tokenFor = await testTokens(database);
});
afterAll(async () => {
  await service?.stop();
  await database?.stop();
});
beforeEach(async () => {
  organizationId = newId();
  token = await tokenFor({ organizationId, role: 'admin' });
});

/** Something to wait for. */
function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

/** Stores events in one transaction, which stays open until the gate lets it commit. */
async function store(
  events: number,
  { gate: opened = Promise.resolve(), of = organizationId, type = 'applications.received' } = {},
): Promise<string[]> {
  const ids = Array.from({ length: events }, () => newId());
  await unitOfWork.run({ organizationId: of }, async (tx) => {
    for (const id of ids) {
      const event = { id, type: type as WebhookEvent['type'], occurredAt: new Date(), data: { applicationId: id } };
      await deliveries.addEvent(tx, of, event, null);
    }
    await opened;
  });
  return ids;
}

const pull = (query = '', as = token): Promise<TestAnswer> => service.call('GET', `/events${query}`, { token: as });
const idsIn = (answer: TestAnswer): string[] => (answer.body.data as { id: string }[]).map((event) => event.id);

/** Everything after an event, page by page, as a client reads it. */
async function pullAll(after?: string, limit = 7): Promise<string[]> {
  const seen: string[] = [];
  for (let last = after; ; last = seen.at(-1)) {
    const page = idsIn(await pull(`?limit=${limit}${last ? `&after=${last}` : ''}`));
    if (page.length === 0) return seen;
    seen.push(...page);
  }
}

describe('pulled events', () => {
  it('come in the order of storing, in pages that link to the next, with what receivers get and without tests', async () => {
    const ids = await store(5);
    await store(1, { type: TEST_EVENT_TYPE });
    const first = await pull('?limit=3');
    expect(first.body.data[0]).toEqual({
      id: ids[0],
      type: 'applications.received',
      timestamp: expect.stringMatching(/Z$/),
      data: { applicationId: ids[0] },
    });
    expect(first.body.pagination).toMatchObject({ total: 5, totalIsEstimate: false, hasMore: true, nextCursor: ids[2] });
    expect(first.headers.get('link')).toBe(`</api/v1/events?limit=3&after=${ids[2]}>; rel="next"`);
    const second = await pull(`?limit=3&after=${ids[2]}`);
    expect([...idsIn(first), ...idsIn(second)]).toEqual(ids);
    expect(second.body.pagination).toMatchObject({ total: 2, hasMore: false, nextCursor: null });
    expect(idsIn(await pull(`?after=${ids[4]}`))).toEqual([]);
    const later = await store(2);
    expect(await pullAll(ids[4])).toEqual(later);
  });

  it('are never skipped, though one was stored earlier and committed later than what was pulled already', async () => {
    const late = gate();
    const slow = store(1, { gate: late.opened });
    const fast = await store(3);
    const before = await pullAll();
    expect(before).toEqual(fast);
    late.open();
    const [stored] = await slow;
    expect(await pullAll(before.at(-1))).toEqual([stored]);
    expect(await pullAll()).toEqual([...fast, stored]);
  });

  it('keep the place that a reader saw, though another places at the same time and knows of one stored earlier', async () => {
    const [late, first] = [gate(), gate()];
    const slow = store(1, { gate: late.opened });
    const fast = await store(3);
    const placed = gate();
    const reader = unitOfWork.run({ organizationId }, async (tx) => {
      await new EventFeedRepository().place(tx, organizationId, 10);
      placed.open();
      await first.opened;
    });
    await placed.opened;
    late.open();
    const [stored] = await slow;
    const second = pull();
    await eventually(async () => {
      const waiting = await database.rows(`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`);
      expect(waiting).not.toHaveLength(0);
    });
    first.open();
    await reader;
    expect(idsIn(await second)).toEqual([...fast, stored]);
    expect(await pullAll()).toEqual([...fast, stored]);
  });

  it('keep one place each however many pull at once', async () => {
    const [stored, ...pulls] = await Promise.all([store(60), ...Array.from({ length: 12 }, () => pullAll()), store(40)]);
    const all = await pullAll();
    expect(new Set(all).size).toBe(100);
    expect(all).toEqual(expect.arrayContaining(stored ?? []));
    for (const seen of pulls.slice(0, -1)) expect(all.slice(0, seen?.length)).toEqual(seen);
  });

  it('follow any event that came by webhook, pulled before or not', async () => {
    const ids = await store(30);
    expect(await pullAll(ids[20])).toEqual(ids.slice(21));
    expect(await pullAll()).toEqual(ids);
  });

  it('are an organization’s own, and another’s event is as unknown as none', async () => {
    const other = newId();
    const [foreign = ''] = await store(3, { of: other });
    const own = await store(2);
    expect(await pullAll()).toEqual(own);
    const [unknown, theirs] = [await pull(`?after=${newId()}`), await pull(`?after=${foreign}`)];
    expect([unknown.status, unknown.body.code]).toEqual([404, 'notifications.event_not_found']);
    expect([theirs.status, theirs.body.code, theirs.body.detail]).toEqual([404, unknown.body.code, unknown.body.detail]);
  });

  it('are for those who may read them: 400, 401 and 403 otherwise', async () => {
    expect((await pull('?after=yesterday')).status).toBe(400);
    expect((await service.call('GET', '/events')).status).toBe(401);
    const recruiter = await tokenFor({ organizationId, role: 'recruiter' });
    expect((await pull('', recruiter)).body).toMatchObject({ status: 403, detail: expect.stringContaining('event:read') });
  });
});
