import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  applicationsAiScreenedV1,
  applicationsDuplicateFoundV1,
  applicationsReceivedV1,
  applicationsReplacedV1,
  applicationsStatusChangedV1,
  fairnessAlertRaisedV1,
  candidatesMergedV1,
  candidatesSearchMatchedV1,
  candidatesUnmergedV1,
  jobsChangedV1,
  organizationsChangedV1,
  shortlistsUpdatedV1,
  userDetailsContext,
  usersChangedV1,
} from '@shortlist/contracts';
import type { ApplicationStatus, ApplicationsReceivedV1, ShortlistsUpdatedV1 } from '@shortlist/contracts';
import { newId, organizationKey, verifyTrackingToken } from '@shortlist/platform';
import type { MailboxTransport, StoredMail } from '@shortlist/platform';
import { TestDatabase, TestProcess, eventually, testTokens } from '@shortlist/testing';
import { Webhook } from 'standardwebhooks';
import { NotificationsHttpModule, NotificationsWorkerModule, notificationsMigrations } from './index.js';
import { WebhookReceiver } from './notifications.fixture-spec.js';
import type { ReceivedRequest } from './notifications.fixture-spec.js';

const TABLES = [
  ...['organization_copies', 'job_copies', 'application_copies', 'shortlist_copies', 'messages', 'notifications', 'notification_reads'],
  ...['member_copies', 'muted_kinds'],
  ...['webhook_endpoints', 'webhook_events', 'webhook_deliveries', 'webhook_attempts', 'templates', 'outbox', 'inbox', 'parked_keys'],
];

let database: TestDatabase;
let service: TestProcess;
let tokenFor: Awaited<ReturnType<typeof testTokens>>;

beforeAll(async () => {
  database = await TestDatabase.start([notificationsMigrations]);
  service = await TestProcess.start(database, [NotificationsHttpModule, NotificationsWorkerModule], {
    WEBHOOKS_ALLOW_PRIVATE_ADDRESSES: 'true',
    SHORTLIST_MAIL_WINDOW_SECONDS: '0',
  });
  tokenFor = await testTokens(database);
});
afterAll(async () => {
  await service.stop();
  await database.stop();
});

class Organization {
  readonly id = newId();
  readonly jobId = newId();
  admin: string;
  recruiter: string;

  constructor(readonly name: string) {}

  static async make(name: string): Promise<Organization> {
    const made = new Organization(name);
    made.admin = await tokenFor({ organizationId: made.id, role: 'admin' });
    made.recruiter = await tokenFor({ organizationId: made.id, role: 'recruiter' });
    return made;
  }

  async describe(hiringManagerId?: string): Promise<void> {
    const { id: organizationId, jobId, name } = this;
    await service.announce(organizationsChangedV1, { organizationId, name, slug: 'x' }, { organizationId, aggregateVersion: 1 });
    const job = { jobId, title: `${name} engineer`, description: null, status: 'open', department: null, location: null } as const;
    const rest = { openings: 1, duplicatePolicy: 'keep_first', requirements: [], deletedAt: null } as const;
    await service.announce(
      jobsChangedV1,
      { ...job, ...rest, requirements: [], ...(hiringManagerId && { hiringManagerId }) },
      { organizationId, aggregateVersion: 1 },
    );
  }

  /** Announces that somebody applied; with `id` given again, the same event once more. */
  async receive(
    email: string,
    changes: Partial<ApplicationsReceivedV1> = {},
    id = newId(),
  ): Promise<ApplicationsReceivedV1 & { eventId: string }> {
    const data: ApplicationsReceivedV1 = {
      ...{ applicationId: newId(), jobId: this.jobId, submitter: 'candidate', receivedAt: new Date().toISOString() },
      ...{ candidateKey: 'c'.repeat(64), resume: null, source: 'page', wantsPerson: false, name: 'Ada Example', email, phone: null },
      ...changes,
    };
    await service.announce(applicationsReceivedV1, data, { organizationId: this.id, id });
    return { ...data, eventId: id };
  }

  async move({ applicationId, name, email }: ApplicationsReceivedV1, to: ApplicationStatus): Promise<string> {
    const [id, candidateId, changedAt] = [newId(), newId(), new Date().toISOString()];
    const data = {
      applicationId,
      jobId: this.jobId,
      candidateId,
      from: 'screened',
      to,
      reason: 'too junior',
      automatic: false,
      changedAt,
    } as const;
    await service.announce(applicationsStatusChangedV1, { ...data, name, email }, { organizationId: this.id, id });
    return id;
  }

  async updateShortlist(version: number, changes: Partial<ShortlistsUpdatedV1> = {}): Promise<string> {
    const [id, applicationId] = [newId(), newId()];
    const data: ShortlistsUpdatedV1 = {
      ...{ jobId: this.jobId, version, criteriaVersion: 1, topN: 10, cutLine: 70, screenedCount: 25 },
      ...{ entries: [{ applicationId, candidateId: newId(), rank: 1, score: 91.25, tied: false }], entered: [applicationId], left: [] },
      ...{ sendsWebhook: true, sendsMail: true, updatedAt: new Date().toISOString() },
      ...{ names: [{ applicationId, name: 'Grace Example' }], emailRecipients: [`hr@${this.name}.example`, `HR@${this.name}.example`] },
      ...changes,
    };
    await service.announce(shortlistsUpdatedV1, data, { organizationId: this.id, id, aggregateVersion: version });
    return id;
  }

  async addWebhook(receiver: WebhookReceiver, eventTypes: string[] = []): Promise<{ id: string; secret: string }> {
    const answer = await service.call('POST', '/webhooks', { token: this.admin, body: { url: receiver.url, eventTypes } });
    expect(answer.status).toBe(201);
    return answer.body.data;
  }
}

async function mailTo(recipient: string): Promise<StoredMail[]> {
  const mailbox = service.infrastructure.mail as MailboxTransport;
  const { mails } = await mailbox.list({ recipient, page: 1, limit: 100 });
  return Promise.all(mails.map(async (mail) => (await mailbox.find(mail.id)) as StoredMail));
}

const inbox = (eventId: string) =>
  eventually(async () => expect(await database.rows('SELECT 1 FROM notifications.inbox WHERE event_id = $1', [eventId])).toHaveLength(1));
const signedBy = (secret: string, { headers, body }: ReceivedRequest): unknown =>
  new Webhook(secret).verify(body, headers as Record<string, string>);

describe('mail to candidates', () => {
  it('confirms an application once, though its event comes five times', async () => {
    const acme = await Organization.make('acme-1');
    await acme.describe();
    const application = await acme.receive('ada-1@example.org');
    const { eventId, ...data } = application;
    for (let again = 0; again < 4; again++) await acme.receive('ada-1@example.org', data, eventId);
    const [mail] = await eventually(async () => {
      const mails = await mailTo('ada-1@example.org');
      expect(mails).toHaveLength(1);
      return mails;
    });
    expect(mail?.subject).toBe('We received your application: acme-1 engineer');
    const token = decodeURIComponent(/track\?token=(\S+)/.exec(mail?.text ?? '')?.[1] ?? '');
    expect(verifyTrackingToken(service.infrastructure.signingSecret, application.applicationId, token)).toEqual({
      organizationId: acme.id,
    });
    await acme.receive('ada-1@example.org', { applicationId: application.applicationId });
    await inbox(eventId);
    const rows = await database.rows('SELECT effect_key, state FROM notifications.messages WHERE organization_id = $1', [acme.id]);
    expect(rows).toEqual([{ effect_key: `confirmation:${application.applicationId}`, state: 'sent' }]);
  });

  it('waits for the job and the organization when their events are late', async () => {
    const late = await Organization.make('late');
    const { eventId } = await late.receive('ada-2@example.org');
    await inbox(eventId);
    expect(await mailTo('ada-2@example.org')).toHaveLength(0);
    await late.describe();
    await eventually(async () => expect(await mailTo('ada-2@example.org')).toHaveLength(1), 60_000);
  });

  it('tells of the moves that candidates should hear of, once each, and never why', async () => {
    const acme = await Organization.make('acme-3');
    await acme.describe();
    const application = await acme.receive('ada-3@example.org');
    for (const status of ['screening', 'screened', 'shortlisted', 'interview', 'offer', 'hired', 'rejected', 'withdrawn'] as const)
      await acme.move(application, status);
    await eventually(async () => expect(await mailTo('ada-3@example.org')).toHaveLength(6));
    const mails = await mailTo('ada-3@example.org');
    expect(new Set(mails.map((mail) => mail.subject.split(':')[0]))).toEqual(
      new Set([
        'We received your application',
        'You are on the shortlist',
        'We would like to meet you',
        'An offer for you',
        'Welcome',
        'Your application',
      ]),
    );
    expect(JSON.stringify(mails)).not.toContain('too junior');
  });

  it('tells that a newer submission counts, once per submission', async () => {
    const acme = await Organization.make('acme-replaced');
    await acme.describe();
    const email = 'ada-replaced@example.org';
    const { applicationId, jobId } = await acme.receive(email);
    const data = {
      applicationId,
      jobId,
      receiptId: newId(),
      submission: 2,
      submitter: 'candidate',
      resume: null,
      source: 'direct',
    } as const;
    const rest = { receivedAt: new Date().toISOString(), candidateKey: 'a'.repeat(64), wantsPerson: false, name: null, email, phone: null };
    for (let time = 0; time < 3; time++) await service.announce(applicationsReplacedV1, { ...data, ...rest }, { organizationId: acme.id });
    await eventually(async () => {
      const handled = "SELECT 1 FROM notifications.inbox WHERE consumer = 'notifications.on_applications_replaced'";
      expect(await database.rows(handled)).toHaveLength(3);
      expect((await mailTo(email)).map((mail) => mail.subject.split(':')[0]).sort()).toEqual([
        'We received your application',
        'We received your new version',
      ]);
    });
  });

  it('tells of a duplicate, and writes to nobody who did not apply or gave no address', async () => {
    const acme = await Organization.make('acme-4');
    await acme.describe();
    const { applicationId, jobId } = await acme.receive('ada-4@example.org');
    const duplicate = { applicationId, receiptId: newId(), jobId, policy: 'keep_first', name: null, email: 'ada-4@example.org' } as const;
    await service.announce(applicationsDuplicateFoundV1, duplicate, { organizationId: acme.id });
    const uploaded = await acme.receive('uploaded@example.org', { submitter: 'staff' });
    const anonymous = await acme.receive('', { email: null });
    await inbox(await acme.move(uploaded, 'interview'));
    await inbox(anonymous.eventId);
    await eventually(async () =>
      expect((await mailTo('ada-4@example.org')).map((mail) => mail.subject.split(':')[0]).sort()).toEqual([
        'We received your application',
        'You have already applied',
      ]),
    );
    expect(
      await database.rows('SELECT template FROM notifications.messages WHERE organization_id = $1 ORDER BY template', [acme.id]),
    ).toEqual([{ template: 'confirmation' }, { template: 'duplicate' }]);
    expect(await mailTo('uploaded@example.org')).toHaveLength(0);
  });
});

describe('a changed shortlist', () => {
  it('reaches HR by mail, recruiters in the app and the HR system as a signed webhook', async () => {
    const acme = await Organization.make('acme-5');
    const receiver = await WebhookReceiver.start();
    await acme.describe();
    const { secret } = await acme.addWebhook(receiver, ['shortlists.updated']);
    const eventId = await acme.updateShortlist(2);
    await inbox(await acme.updateShortlist(1));
    for (const effect of ['webhook_events', 'messages']) {
      expect(await database.rows(`SELECT id FROM notifications.${effect} WHERE organization_id = $1`, [acme.id])).toHaveLength(1);
    }
    const request = await eventually(() => {
      expect(receiver.requests).toHaveLength(1);
      return receiver.requests[0] as ReceivedRequest;
    });
    await receiver.stop();
    expect(signedBy(secret, request)).toMatchObject({
      type: 'shortlists.updated',
      data: { jobId: acme.jobId, version: 2, previousVersion: 1, entered: [expect.any(String)], left: [] },
    });
    expect(request.headers['webhook-id']).toBe(eventId);
    expect(request.body).not.toMatch(/Grace|@/);
    const [mail, ...others] = await eventually(async () => {
      const mails = await mailTo('hr@acme-5.example');
      expect(mails).not.toHaveLength(0);
      return mails;
    });
    expect([mail?.subject, others]).toEqual(['Shortlist changed: acme-5 engineer', []]);
    expect(mail?.text).toContain('1. Grace Example: 91.25');
    const seen = await service.call('GET', '/notifications?unread=true', { token: acme.recruiter });
    expect(seen.body.data).toMatchObject([
      { kind: 'shortlist_changed', jobId: acme.jobId, jobTitle: 'acme-5 engineer', entered: 1, left: 0, read: false },
    ]);
  });

  it('is shown to nobody who does not want to see it, and to everybody else', async () => {
    const acme = await Organization.make('acme-muted');
    await acme.describe();
    await inbox(await acme.updateShortlist(1));
    const userId = newId();
    const reader = await tokenFor({ organizationId: acme.id, role: 'recruiter', userId });
    const shown = async (token: string): Promise<number> =>
      (await service.call('GET', '/notifications', { token })).body.pagination.total as number;
    expect(await shown(reader)).toBe(1);
    const mute = async (aggregateVersion: number, mutedNotifications?: string[]): Promise<void> => {
      const [id, user] = [newId(), { userId, organizationId: acme.id, role: 'recruiter', details: 'sealed' } as const];
      const data = { ...user, ...(mutedNotifications && { mutedNotifications }) };
      await service.announce(usersChangedV1, data, { organizationId: acme.id, aggregateVersion, id });
      await inbox(id);
    };
    await mute(3, ['shortlist_changed']);
    await mute(2, []);
    await mute(4);
    expect([await shown(reader), await shown(acme.recruiter)]).toEqual([0, 1]);
    await mute(5, []);
    expect(await shown(reader)).toBe(1);
  });

  it('is shown to the hiring manager of its job and to no other', async () => {
    const acme = await Organization.make('acme-managers');
    const [own, other] = [newId(), newId()];
    await acme.describe(own);
    await inbox(await acme.updateShortlist(1));
    const tokens = await Promise.all([own, other].map((userId) => tokenFor({ organizationId: acme.id, role: 'hiring_manager', userId })));
    const [mine, theirs] = await Promise.all(tokens.map((token) => service.call('GET', '/notifications', { token })));
    expect(mine?.body).toMatchObject({ data: [{ kind: 'shortlist_changed' }], pagination: { total: 1 } });
    expect(theirs?.body).toMatchObject({ data: [], pagination: { total: 0 } });
    const mark = (token: string | undefined) =>
      service.call('POST', `/notifications/${mine?.body.data[0].id}/read`, { token: token ?? '' });
    expect([(await mark(tokens[1])).status, (await mark(tokens[0])).status]).toEqual([404, 204]);
  });

  it('is one notification per job that is unread again after each change', async () => {
    const acme = await Organization.make('acme-6');
    await acme.describe();
    const unread = async () =>
      (await service.call('GET', '/notifications?unread=true', { token: acme.recruiter })).body.data as { id: string }[];
    await inbox(await acme.updateShortlist(1));
    const [first] = await unread();
    expect((await service.call('POST', `/notifications/${first?.id}/read`, { token: acme.recruiter })).status).toBe(204);
    expect(await unread()).toEqual([]);
    await inbox(await acme.updateShortlist(2, { sendsMail: false, sendsWebhook: false }));
    expect(await unread()).toMatchObject([{ id: first?.id, read: false }]);
    await inbox(await acme.updateShortlist(3, { entered: [], left: [] }));
    expect((await service.call('GET', '/notifications', { token: acme.recruiter })).body.pagination.total).toBe(1);
  });
});

describe('an alert about fairness', () => {
  it('is shown to administrators alone, also in a process that knows no other context', async () => {
    const acme = await Organization.make('acme-fairness');
    await acme.describe();
    const group = {
      measure: 'selection',
      dimension: 'gender',
      group: 'women',
      total: 50,
      successes: 5,
      impactRatio: 0.5,
      pValue: 0.01,
    } as const;
    const [id, alert] = [newId(), { reportId: newId(), jobId: acme.jobId, alerts: [group], raisedAt: new Date().toISOString() }];
    await service.announce(fairnessAlertRaisedV1, alert, { organizationId: acme.id, id });
    await inbox(id);
    const shown = async (token: string) => (await service.call('GET', '/notifications', { token })).body.data;
    expect(await shown(acme.admin)).toMatchObject([{ kind: 'fairness_alert', jobId: acme.jobId }]);
    expect(await shown(acme.recruiter)).toEqual([]);
  });
});

describe('an alert of a saved search', () => {
  const membersDetails = (organizationId: string, userId: string, email: string): Promise<string> =>
    service.infrastructure.keyring.seal(
      organizationId,
      organizationKey,
      userDetailsContext(userId),
      JSON.stringify({ name: 'Rana Recruiter', email }),
    );

  it('reaches its owner alone, in the app and by mail, once', async () => {
    const acme = await Organization.make('acme-search');
    await acme.describe();
    const [userId, searchId] = [newId(), newId()];
    const owner = await tokenFor({ organizationId: acme.id, role: 'viewer', userId });
    const member = {
      userId,
      organizationId: acme.id,
      role: 'viewer',
      details: await membersDetails(acme.id, userId, 'rana@acme.example'),
    } as const;
    await service.announce(usersChangedV1, member, { organizationId: acme.id, aggregateVersion: 1 });
    await eventually(async () =>
      expect(await database.rows('SELECT FROM notifications.member_copies WHERE user_id = $1', [userId])).toHaveLength(1),
    );
    const alert = async (matches: number, sendsMail: boolean, id = newId()): Promise<string> => {
      const found = { searchId, userId, name: 'Ada <b>', sendsMail, matches, candidateIds: [newId()], alertedAt: new Date().toISOString() };
      await service.announce(candidatesSearchMatchedV1, found, { organizationId: acme.id, id });
      await inbox(id);
      return id;
    };
    const id = await alert(3, true);
    await alert(3, true, id);
    const mails = await eventually(async () => {
      const found = await mailTo('rana@acme.example');
      expect(found).not.toHaveLength(0);
      return found;
    });
    expect(mails.map(({ subject }) => subject)).toEqual(['3 new for your search: Ada <b>']);
    expect(mails[0]?.text).toContain('Your saved search "Ada <b>" found 3 people');
    expect(mails[0]?.html).toContain('Ada &lt;b&gt;');
    const shown = async (token: string): Promise<unknown[]> =>
      (await service.call('GET', '/notifications?unread=true', { token })).body.data as unknown[];
    const [notification] = (await shown(owner)) as { id: string }[];
    expect(notification).toMatchObject({ kind: 'search_matched', searchId, matches: 3, jobId: null, read: false });
    for (const other of [acme.admin, acme.recruiter]) {
      expect(await shown(other)).toEqual([]);
      expect((await service.call('POST', `/notifications/${notification?.id}/read`, { token: other })).status).toBe(404);
    }
    expect((await service.call('POST', `/notifications/${notification?.id}/read`, { token: owner })).status).toBe(204);
    expect(await shown(owner)).toEqual([]);
    await alert(1, false);
    expect(await shown(owner)).toMatchObject([{ id: notification?.id, matches: 1 }]);
    const log = (await service.call('GET', '/messages', { token: acme.admin })).body.data as unknown[];
    expect(log).toMatchObject([{ template: 'search_alert', jobId: null, recipient: 'rana@acme.example', state: 'sent' }]);
    const rows = await database.rows('SELECT facts, content FROM notifications.messages WHERE organization_id = $1', [acme.id]);
    expect(JSON.stringify(rows)).not.toMatch(/Ada|rana/);
  });

  it('is no mail where nobody knows an address, such as for an API key', async () => {
    const acme = await Organization.make('acme-search-key');
    const [userId, id] = [newId(), newId()];
    const found = {
      searchId: newId(),
      userId,
      name: 'Key',
      sendsMail: true,
      matches: 1,
      candidateIds: [],
      alertedAt: new Date().toISOString(),
    };
    await service.announce(candidatesSearchMatchedV1, found, { organizationId: acme.id, id });
    await inbox(id);
    const key = await tokenFor({ organizationId: acme.id, role: 'recruiter', userId });
    expect((await service.call('GET', '/notifications', { token: key })).body.data).toMatchObject([{ kind: 'search_matched' }]);
    expect(await database.rows('SELECT FROM notifications.messages WHERE organization_id = $1', [acme.id])).toEqual([]);
  });
});

describe('webhooks', () => {
  it('deliver every event once, a failed one again under the same id, from the running worker', async () => {
    const acme = await Organization.make('acme-7');
    await acme.describe();
    const receiver = await WebhookReceiver.start();
    const { id, secret } = await acme.addWebhook(receiver, ['applications.received']);
    const failed = new Set<string>();
    receiver.answer = ({ headers }) => {
      const eventId = String(headers['webhook-id']);
      if (failed.size >= 2 || failed.has(eventId)) return { status: 200 };
      failed.add(eventId);
      return { status: 500 };
    };
    const events = await Promise.all(Array.from({ length: 30 }, (_, index) => acme.receive(`many-${index}@example.org`)));
    await inbox(await acme.move(events[0] as ApplicationsReceivedV1, 'screening'));
    const ids = events.map((event) => event.eventId).sort();
    await eventually(() => expect(new Set(receiver.requests.map((request) => request.headers['webhook-id'])).size).toBe(30), 30_000);
    await eventually(() => expect(receiver.requests).toHaveLength(32), 60_000);
    for (const eventId of ids) expect(receiver.of(eventId)).toHaveLength(failed.has(eventId) ? 2 : 1);
    for (const request of receiver.requests) expect(signedBy(secret, request)).toMatchObject({ type: 'applications.received' });
    expect(receiver.mostAtOnce).toBe(1);
    const log = await eventually(async () => {
      const answer = await service.call('GET', `/webhooks/${id}/deliveries?state=delivered&limit=100`, { token: acme.admin });
      expect(answer.body.data).toHaveLength(30);
      return answer.body.data as { eventId: string; attempts: { statusCode: number }[] }[];
    });
    for (const { eventId, attempts } of log)
      expect(attempts.map((attempt) => attempt.statusCode)).toEqual(failed.has(eventId) ? [200, 500] : [200]);
    await receiver.stop();
  }, 60_000);

  it('tell of merged records and of merges that were undone', async () => {
    const acme = await Organization.make('acme-merges');
    await acme.describe();
    const receiver = await WebhookReceiver.start();
    const { secret } = await acme.addWebhook(receiver, ['candidates.merged', 'candidates.unmerged']);
    const data = { mergeId: newId(), candidateId: newId(), mergedCandidateId: newId() };
    for (const definition of [candidatesMergedV1, candidatesUnmergedV1])
      await service.announce(definition, { ...data, version: 3 }, { organizationId: acme.id });
    await eventually(() => expect(receiver.requests).toHaveLength(2), 60_000);
    const told = receiver.requests.map((request) => signedBy(secret, request) as { type: string; data: object });
    expect(told.map(({ type }) => type).sort()).toEqual(['candidates.merged', 'candidates.unmerged']);
    for (const one of told) expect(one.data).toEqual(data);
    await receiver.stop();
  }, 60_000);

  it('tell of every screening with its score and nothing about the person, unless the criteria want no webhooks', async () => {
    const acme = await Organization.make('acme-11');
    const receiver = await WebhookReceiver.start();
    const { secret } = await acme.addWebhook(receiver, ['applications.ai_screened']);
    const ids = { applicationId: newId(), jobId: acme.jobId, candidateId: newId(), screeningId: newId() };
    const result = {
      run: 1,
      outcome: 'scored',
      score: 91.25,
      criteriaVersion: 2,
      needsPerson: true,
      screenedAt: new Date().toISOString(),
    } as const;
    const screened = { ...ids, ...result, needsPersonReason: 'hidden_text', flags: ['hidden_text'], autoAdvance: false };
    const [silent, told] = [newId(), newId()];
    await service.announce(applicationsAiScreenedV1, { ...screened, sendsWebhook: false }, { organizationId: acme.id, id: silent });
    await service.announce(applicationsAiScreenedV1, { ...screened, sendsWebhook: true }, { organizationId: acme.id, id: told });
    await eventually(() => expect(receiver.of(told)).toHaveLength(1));
    await inbox(silent);
    expect(receiver.requests).toHaveLength(1);
    const [request] = receiver.of(told) as [ReceivedRequest];
    expect(signedBy(secret, request)).toEqual({
      type: 'applications.ai_screened',
      timestamp: expect.any(String),
      data: { ...ids, ...result },
    });
    await receiver.stop();
  });

  it('are created, read, changed with If-Match, tested, rotated, replayed and removed', async () => {
    const acme = await Organization.make('acme-8');
    const receiver = await WebhookReceiver.start();
    const { id, secret } = await acme.addWebhook(receiver);
    const call = (method: string, path: string, body?: object, headers?: Record<string, string>) =>
      service.call(method, `/webhooks/${id}${path}`, { token: acme.admin, ...(body && { body }), ...(headers && { headers }) });
    const read = await call('GET', '');
    expect(read.body.data).toMatchObject({ id, url: receiver.url, status: 'active', eventTypes: [] });
    expect(JSON.stringify(read.body)).not.toContain('secret"');
    expect((await call('PATCH', '', { description: 'HR system' })).status).toBe(428);
    const etag = { 'if-match': read.headers.get('etag') ?? '' };
    const changed = await call('PATCH', '', { description: 'HR system' }, etag);
    expect([changed.status, changed.body.data.description]).toEqual([200, 'HR system']);
    expect((await call('PATCH', '', { status: 'disabled' }, etag)).status).toBe(412);
    const tested = await call('POST', '/test');
    expect([tested.status, tested.headers.get('location')]).toEqual([202, `/api/v1/webhooks/${id}/deliveries`]);
    const eventId = tested.body.data.eventId as string;
    await eventually(() => expect(receiver.of(eventId)).toHaveLength(1));
    expect(signedBy(secret, receiver.of(eventId)[0] as ReceivedRequest)).toMatchObject({ type: 'webhooks.test' });
    const rotated = await call('POST', '/rotate-secret', { overlapSeconds: 0 });
    expect(rotated.body.data.secret).not.toBe(secret);
    expect((await call('POST', '/replay', { eventIds: [eventId] })).body.data).toEqual({ scheduled: 1 });
    await eventually(() => expect(receiver.of(eventId)).toHaveLength(2));
    expect(() => signedBy(secret, receiver.of(eventId)[1] as ReceivedRequest)).toThrow();
    expect(signedBy(rotated.body.data.secret, receiver.of(eventId)[1] as ReceivedRequest)).toBeDefined();
    expect((await call('POST', '/replay', {})).status).toBe(400);
    const now = await call('GET', '');
    expect((await call('PATCH', '', { status: 'disabled' }, { 'if-match': now.headers.get('etag') ?? '' })).body.data).toMatchObject({
      disabledReason: 'manual',
    });
    expect((await call('POST', '/test')).status).toBe(409);
    expect((await call('DELETE', '')).status).toBe(428);
    expect((await call('DELETE', '', undefined, etag)).body).toMatchObject({ status: 412, code: 'notifications.webhook_changed' });
    const last = { 'if-match': (await call('GET', '')).headers.get('etag') ?? '' };
    expect((await call('DELETE', '', undefined, last)).status).toBe(204);
    expect((await call('GET', '')).status).toBe(404);
    await receiver.stop();
  });

  it('give a retry the same secret, which lies nowhere in plain text, and are added and rotated once', async () => {
    const acme = await Organization.make('acme-12');
    const post = (path: string, body: object, key: string) =>
      service.call('POST', path, { token: acme.admin, body, headers: { 'idempotency-key': key } });
    const kept = jest.spyOn(service.infrastructure.cache, 'compareAndSet');
    const secretsOf = async (path: string, body: object, status: number): Promise<string[]> => {
      // Once from the cache, and once when the cache lost the answer and the request runs again.
      const [key, lost] = [newId(), newId()];
      const answers = [await post(path, body, key), await post(path, body, key)];
      expect(answers.map(({ headers }) => headers.get('idempotency-replayed'))).toEqual([null, 'true']);
      kept.mockRejectedValueOnce(new Error('no answer'));
      answers.push(await post(path, body, lost), await post(path, body, lost));
      expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => status));
      expect([answers[1]?.body, answers[3]?.body]).toEqual([answers[0]?.body, answers[2]?.body]);
      return answers.map((answer) => answer.body.data.secret);
    };
    const made = await secretsOf('/webhooks', { url: 'http://127.0.0.1:9/' }, 201);
    const hooks = await database.rows<{ id: string; version: number }>(
      'SELECT id, version FROM notifications.webhook_endpoints WHERE organization_id = $1 ORDER BY id',
      [acme.id],
    );
    expect(hooks.map(({ version }) => version)).toEqual([1, 1]);
    const rotated = await secretsOf(`/webhooks/${hooks[0]?.id}/rotate-secret`, {}, 200);
    const [now] = (await service.call('GET', `/webhooks/${hooks[0]?.id}`, { token: acme.admin })).headers.get('etag')?.split('.') ?? [];
    expect([now, new Set([...made, ...rotated]).size]).toEqual(['"3', 4]);
    const stored = `${JSON.stringify(kept.mock.calls)}${JSON.stringify(await database.rows('SELECT * FROM platform.request_results'))}`;
    kept.mockRestore();
    expect(stored).toContain('done');
    for (const secret of [...made, ...rotated]) expect(stored).not.toContain(secret.slice('whsec_'.length));
  });

  it('of a receiver that asks to be left alone stop, and administrators and the other receivers are told', async () => {
    const acme = await Organization.make('acme-11');
    const [gone, healthy] = [await WebhookReceiver.start(), await WebhookReceiver.start()];
    gone.answer = () => ({ status: 410 });
    const { id } = await acme.addWebhook(gone, ['applications.received']);
    const { id: other, secret } = await acme.addWebhook(healthy, ['webhooks.disabled']);
    await acme.receive('ada-11@example.org');
    const request = await eventually(() => {
      expect(healthy.requests).toHaveLength(1);
      return healthy.requests[0] as ReceivedRequest;
    });
    expect(signedBy(secret, request)).toMatchObject({ type: 'webhooks.disabled', data: { webhookId: id, reason: 'gone' } });
    const told = { kind: 'webhook_disabled', webhookId: id, read: false };
    expect((await service.call('GET', '/notifications', { token: acme.admin })).body.data).toMatchObject([told]);
    expect((await service.call('GET', '/notifications', { token: acme.recruiter })).body.data).toEqual([]);
    const etag = (await service.call('GET', `/webhooks/${other}`, { token: acme.admin })).headers.get('etag') ?? '';
    await service.call('PATCH', `/webhooks/${other}`, { token: acme.admin, body: { status: 'disabled' }, headers: { 'if-match': etag } });
    await eventually(async () =>
      expect(
        await database.rows(
          "SELECT data->>'reason' AS reason FROM notifications.webhook_events WHERE type = 'webhooks.disabled' AND organization_id = $1",
          [acme.id],
        ),
      ).toEqual(expect.arrayContaining([{ reason: 'gone' }, { reason: 'manual' }])),
    );
    expect((await service.call('GET', '/notifications', { token: acme.admin })).body.data).toHaveLength(1);
    await Promise.all([gone.stop(), healthy.stop()]);
  });

  it('answer 400 to a wrong body and 422 to an address that is refused', async () => {
    const acme = await Organization.make('acme-9');
    const create = (body: object) => service.call('POST', '/webhooks', { token: acme.admin, body });
    expect((await create({})).status).toBe(400);
    expect((await create({ url: 'https://hooks.acme.dev/', eventTypes: ['everything'] })).status).toBe(400);
    expect((await create({ url: 'ftp://hooks.acme.dev/' })).body).toMatchObject({ status: 422, code: 'notifications.webhook_url_refused' });
  });

  it('belong to admins: others are told which permission is missing, strangers to sign in', async () => {
    const acme = await Organization.make('acme-10');
    expect((await service.call('GET', '/webhooks')).status).toBe(401);
    for (const role of ['recruiter', 'hiring_manager', 'viewer', 'interviewer'] as const) {
      const token = await tokenFor({ organizationId: acme.id, role });
      expect((await service.call('GET', '/webhooks', { token })).body).toMatchObject({
        status: 403,
        detail: expect.stringContaining('webhook:manage'),
      });
    }
    const interviewer = await tokenFor({ organizationId: acme.id, role: 'interviewer' });
    for (const path of ['/notifications', '/messages']) expect((await service.call('GET', path, { token: interviewer })).status).toBe(403);
  });
});

describe('two organizations', () => {
  it('never see, change or hear anything of each other, and nothing personal or secret lies in plain text', async () => {
    const [one, two] = [await Organization.make('canary-one'), await Organization.make('canary-two')];
    const receivers = [await WebhookReceiver.start(), await WebhookReceiver.start()] as const;
    const secrets: string[] = [];
    const webhookIds: string[] = [];
    for (const [index, organization] of [one, two].entries()) {
      await organization.describe();
      const made = await organization.addWebhook(receivers[index as 0 | 1]);
      secrets.push(made.secret);
      webhookIds.push(made.id);
      await organization.receive(`person-of-${organization.name}@example.org`, { name: `Person of ${organization.name}` });
      await organization.updateShortlist(1);
    }
    await eventually(() => expect(receivers.map((receiver) => receiver.requests.length)).toEqual([2, 2]));
    await eventually(async () => expect(await mailTo('canary')).toHaveLength(4), 60_000);
    await Promise.all(receivers.map((receiver) => receiver.stop()));

    for (const path of ['/webhooks', '/messages', '/notifications']) {
      const answer = await service.call('GET', path, { token: two.admin });
      expect(answer.body.data).not.toHaveLength(0);
      expect(JSON.stringify(answer.body)).not.toMatch(new RegExp(`canary-one|${one.id}|${one.jobId}|${webhookIds[0]}`));
    }
    const [notification] = (await service.call('GET', '/notifications', { token: one.admin })).body.data as { id: string }[];
    const event = receivers[0].requests[0]?.headers['webhook-id'];
    const attempts: [string, string, object?][] = [
      ['GET', `/webhooks/${webhookIds[0]}`],
      ['PATCH', `/webhooks/${webhookIds[0]}`, { description: 'mine' }],
      ['DELETE', `/webhooks/${webhookIds[0]}`],
      ['POST', `/webhooks/${webhookIds[0]}/test`],
      ['POST', `/webhooks/${webhookIds[0]}/rotate-secret`, {}],
      ['POST', `/webhooks/${webhookIds[0]}/replay`, { eventIds: [event] }],
      ['POST', `/webhooks/${webhookIds[1]}/replay`, { eventIds: [event] }],
      ['GET', `/webhooks/${webhookIds[0]}/deliveries`],
      ['POST', `/notifications/${notification?.id}/read`],
    ];
    for (const [method, path, body] of attempts) {
      const answer = await service.call(method, path, { token: two.admin, ...(body && { body }), headers: { 'if-match': '"1"' } });
      expect([method, path, answer.status]).toEqual([method, path, 404]);
    }
    for (const table of TABLES) {
      const rows = JSON.stringify(await database.rows(`SELECT * FROM notifications.${table}`));
      for (const secret of secrets) expect(rows).not.toContain(secret.slice('whsec_'.length));
      expect([table, rows]).toEqual([table, expect.not.stringMatching(/person of|person-of|grace example|ada example|@example\.org|hr@/i)]);
    }
  }, 90_000);

  it('have no row without a tenant, and none of another tenant', async () => {
    const stranger = newId();
    await database.asRole('notifications_app', async (client) => {
      for (const table of TABLES.filter((name) => !['outbox', 'inbox', 'parked_keys'].includes(name))) {
        expect([table, (await client.query(`SELECT 1 FROM notifications.${table}`)).rowCount]).toEqual([table, 0]);
      }
      await client.query(`SET app.organization_id = '${stranger}'`);
      for (const table of TABLES.filter((name) => !['outbox', 'inbox', 'parked_keys'].includes(name))) {
        expect([table, (await client.query(`SELECT 1 FROM notifications.${table}`)).rowCount]).toEqual([table, 0]);
      }
    });
  });
});
