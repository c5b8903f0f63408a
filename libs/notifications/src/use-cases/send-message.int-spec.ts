import 'reflect-metadata';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Keyring, MailSendError, newId, organizationKey, personKey } from '@shortlist/platform';
import { TestDatabase } from '@shortlist/testing';
import { notificationsMigrations } from '../index.js';
import { IdleContext } from '../notifications.fixture-spec.js';
import { CopiesRepository } from '../persistence/copies.repository.js';
import { TemplateRepository } from '../persistence/template.repository.js';
import { QueueMessage } from './queue-message.use-case.js';
import { SendMessage } from './send-message.use-case.js';

const organizationId = newId();
const candidateKey = 'a'.repeat(64);
const notLast = { isLast: false };

let database: TestDatabase;
let context: IdleContext;
let sendMessage: SendMessage;

beforeAll(async () => {
  database = await TestDatabase.start([notificationsMigrations]);
  context = await IdleContext.start(database);
  sendMessage = context.get(SendMessage);
});
afterAll(() => database.stop());
beforeEach(() => {
  context.transport.sent.length = 0;
  context.transport.behave = () => Promise.resolve({ status: 'sent' });
});

async function queue(
  options: { known?: boolean; key?: string } = {},
): Promise<{ organizationId: string; messageId: string; jobId: string }> {
  const [jobId, applicationId] = [newId(), newId()];
  const key = options.key ?? candidateKey;
  await context.unitOfWork.run({ organizationId }, async (tx) => {
    const copies = context.get(CopiesRepository);
    await copies.saveApplication(tx, organizationId, applicationId, { candidateKey: key, submitter: 'candidate' });
    if (options.known !== false) await describeSubject(jobId);
    await context.get(QueueMessage).execute(tx, {
      ...{ organizationId, jobId, applicationId, effectKey: `confirmation:${applicationId}`, template: 'confirmation' },
      facts: { to: 'ada@example.org', name: 'Ada Example' },
      sealedUnder: personKey(key),
    });
  });
  const [row] = await database.rows<{ id: string }>('SELECT id FROM notifications.messages WHERE application_id = $1', [applicationId]);
  return { organizationId, messageId: row?.id ?? '', jobId };
}

async function describeSubject(jobId: string): Promise<void> {
  await context.unitOfWork.run({ organizationId }, async (tx) => {
    await context.get(CopiesRepository).saveJob(tx, organizationId, { jobId, title: 'Engineer' }, 1);
    await context.get(CopiesRepository).saveOrganization(tx, organizationId, 'Acme "Labs"', 1);
  });
}

async function stored(messageId: string): Promise<Record<string, unknown>> {
  const [row] = await database.rows<Record<string, unknown>>('SELECT * FROM notifications.messages WHERE id = $1', [messageId]);
  return row ?? {};
}

describe('sending a message', () => {
  it('sends it once, however often the task runs', async () => {
    const task = await queue();
    await sendMessage.execute(task, notLast);
    await sendMessage.execute(task, notLast);
    await Promise.all([sendMessage.execute(task, notLast), sendMessage.execute(task, notLast)]);
    expect(context.transport.sent).toHaveLength(1);
    expect(await stored(task.messageId)).toMatchObject({ state: 'sent', attempts: 1, error_code: null });
  });

  it('sends it once when runs compete', async () => {
    const task = await queue();
    await Promise.all(Array.from({ length: 8 }, () => sendMessage.execute(task, notLast)));
    expect(context.transport.sent).toHaveLength(1);
  });

  it('writes from the organization to the candidate, with the tracking link and the fixed Message-ID', async () => {
    const task = await queue();
    await sendMessage.execute(task, notLast);
    const { application_id: applicationId, message_id: messageId } = await stored(task.messageId);
    const [mail] = context.transport.sent;
    expect(mail).toMatchObject({ messageId, from: '"Acme \\"Labs\\"" <no-reply@shortlist.localhost>', to: 'ada@example.org' });
    expect(mail?.messageId).toBe(`<${task.messageId}@localhost>`);
    expect(mail?.subject).toBe('We received your application: Engineer');
    expect(mail?.text).toContain(`http://localhost:3000/api/v1/applications/${String(applicationId)}/track?token=`);
  });

  it('says it in the organization’s own words, and on a second attempt in those of the first', async () => {
    const words = (text: string): Promise<void> =>
      context.unitOfWork.run({ organizationId }, async (tx) => {
        const templates = context.get(TemplateRepository);
        const { version } = await templates.current(tx);
        const confirmation = { subject: '{{jobTitle}} bei {{organization}}', text };
        const next = { version: version + 1, templates: { confirmation }, createdBy: newId(), createdAt: new Date() };
        await templates.insert(tx, organizationId, next);
      });
    await words('Guten Tag {{name}}: {{trackingUrl}}');
    const message = await queue();
    context.transport.behave = () => Promise.reject(new MailSendError('no server', false));
    await expect(sendMessage.execute(message, notLast)).rejects.toThrow();
    await words('Later words: {{trackingUrl}}');
    context.transport.behave = () => Promise.resolve({ status: 'sent' });
    await sendMessage.execute(message, notLast);
    const [first, second] = context.transport.sent;
    expect(first).toMatchObject({
      subject: 'Engineer bei Acme "Labs"',
      text: expect.stringMatching(/^Guten Tag Ada Example: http.*token=/),
    });
    expect(second).toEqual(first);
    await context.unitOfWork.run({ organizationId }, async (tx) => {
      const { version } = await context.get(TemplateRepository).current(tx);
      await context
        .get(TemplateRepository)
        .insert(tx, organizationId, { version: version + 1, templates: {}, createdBy: newId(), createdAt: new Date() });
    });
  });

  it('ends as unknown when a run died after it had begun, and is not sent again', async () => {
    const task = await queue();
    context.transport.behave = () => Promise.reject(new Error('the process is gone'));
    await expect(sendMessage.execute(task, notLast)).rejects.toThrow('gone');
    expect(await stored(task.messageId)).toMatchObject({ state: 'sending' });
    context.transport.behave = () => Promise.resolve({ status: 'sent' });
    await sendMessage.execute(task, notLast);
    await sendMessage.execute(task, notLast);
    expect(context.transport.sent).toHaveLength(1);
    expect(await stored(task.messageId)).toMatchObject({ state: 'unknown', error_code: 'notifications.interrupted' });
  });

  it('ends as unknown when the server did not answer, and is not sent again', async () => {
    const task = await queue();
    context.transport.behave = () => Promise.reject(new MailSendError('no answer', true));
    await sendMessage.execute(task, notLast);
    await sendMessage.execute(task, notLast);
    expect(context.transport.sent).toHaveLength(1);
    expect(await stored(task.messageId)).toMatchObject({ state: 'unknown', error_code: 'notifications.no_answer' });
  });

  it('becomes sent when a run that was given up learns that it was', async () => {
    const task = await queue();
    context.transport.behave = async () => {
      await sendMessage.execute(task, notLast);
      expect(await stored(task.messageId)).toMatchObject({ state: 'unknown' });
      return { status: 'sent' };
    };
    await sendMessage.execute(task, notLast);
    expect(await stored(task.messageId)).toMatchObject({ state: 'sent' });
  });

  it('tries again with the same words and Message-ID when it certainly did not leave', async () => {
    const task = await queue();
    context.transport.behave = () => Promise.reject(new MailSendError('try later', false));
    await expect(sendMessage.execute(task, notLast)).rejects.toThrow('try later');
    expect(await stored(task.messageId)).toMatchObject({
      state: 'pending',
      attempts: 1,
      error_code: 'notifications.mail_server_unavailable',
    });
    await context.unitOfWork.run({ organizationId }, (tx) =>
      context.get(CopiesRepository).saveJob(tx, organizationId, { jobId: task.jobId, title: 'Renamed' }, 2),
    );
    context.transport.behave = () => Promise.resolve({ status: 'sent' });
    await sendMessage.execute(task, notLast);
    expect(context.transport.sent[1]).toEqual(context.transport.sent[0]);
    expect(await stored(task.messageId)).toMatchObject({ state: 'sent', attempts: 2 });
  });

  it('ends as failed after the last attempt', async () => {
    const task = await queue();
    context.transport.behave = () => Promise.reject(new MailSendError('try later', false));
    await expect(sendMessage.execute(task, { isLast: true })).rejects.toThrow();
    expect(await stored(task.messageId)).toMatchObject({ state: 'failed' });
  });

  it('ends as refused when the server refuses it', async () => {
    const task = await queue();
    context.transport.behave = () => Promise.resolve({ status: 'refused', reason: 'no such mailbox ada@example.org' });
    await sendMessage.execute(task, notLast);
    expect(await stored(task.messageId)).toMatchObject({ state: 'refused', error_code: 'notifications.mail_refused' });
    expect(JSON.stringify(await stored(task.messageId))).not.toContain('no such mailbox');
  });

  it('waits until the job is known, and fails in the end', async () => {
    const task = await queue({ known: false });
    await expect(sendMessage.execute(task, notLast)).rejects.toMatchObject({ code: 'notifications.subject_unknown' });
    expect(await stored(task.messageId)).toMatchObject({ state: 'pending', attempts: 0 });
    await describeSubject(task.jobId);
    await sendMessage.execute(task, notLast);
    expect(await stored(task.messageId)).toMatchObject({ state: 'sent' });
    const lost = await queue({ known: false });
    await expect(sendMessage.execute(lost, { isLast: true })).rejects.toThrow();
    expect(await stored(lost.messageId)).toMatchObject({ state: 'failed', error_code: 'notifications.subject_unknown' });
  });

  it('is not sent to a person whose data was erased', async () => {
    const key = 'b'.repeat(64);
    const task = await queue({ key });
    await context.get(Keyring).destroy(organizationId, personKey(key));
    await sendMessage.execute(task, notLast);
    expect(context.transport.sent).toHaveLength(0);
    expect(await stored(task.messageId)).toMatchObject({ state: 'refused', error_code: 'keys.destroyed' });
  });

  it('keeps nothing about the person in plain text', async () => {
    const task = await queue();
    await sendMessage.execute(task, notLast);
    expect(JSON.stringify(await stored(task.messageId))).not.toMatch(/ada@example\.org|Ada|Engineer/);
  });
});

describe('a mail that supersedes', () => {
  const recipient = (version: number, name = 'shortlist:x') => ({
    ...{ organizationId, jobId: newId(), effectKey: `${name}:${version}`, template: 'shortlist' as const },
    facts: { to: 'hr@example.com', topN: 1, screenedCount: version, rows: [] },
    sealedUnder: organizationKey,
    supersedes: { name, windowSeconds: 60 },
  });
  const queued = (version: number, name?: string) =>
    context.unitOfWork.run({ organizationId }, (tx) => context.get(QueueMessage).execute(tx, recipient(version, name)));

  it('replaces what still waits and goes out when that would have', async () => {
    const due = new Date(context.clock.now().getTime() + 60_000);
    await queued(1);
    context.clock.advance(50);
    await queued(2);
    await queued(3, 'shortlist:y');
    const rows = await database.rows(
      "SELECT effect_key, state, send_after FROM notifications.messages WHERE supersedes LIKE 'shortlist:%' ORDER BY id",
    );
    expect(rows).toEqual([
      { effect_key: 'shortlist:x:1', state: 'superseded', send_after: due },
      { effect_key: 'shortlist:x:2', state: 'pending', send_after: due },
      { effect_key: 'shortlist:y:3', state: 'pending', send_after: new Date(due.getTime() + 50_000) },
    ]);
  });
});
