import { describe, expect, it } from '@jest/globals';
import { newId } from '@shortlist/platform';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';
import { shortlistUpdatedData, webhookBody } from './webhook-event.js';
import type { WebhookEvent } from './webhook-event.js';
import { newWebhookSecret, signedHeaders } from './webhook-signature.js';

const verify = (secret: string, body: string, headers: object): unknown => new Webhook(secret).verify(body, { ...headers });

describe('signatures', () => {
  it('are verified by two foreign libraries, for any payload', () => {
    const secret = newWebhookSecret();
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()), (data) => {
        const event: WebhookEvent = { id: newId(), type: 'shortlists.updated', occurredAt: new Date(), data };
        const body = webhookBody(event);
        const headers = signedHeaders(event.id, new Date(), body, [secret]);
        expect(verify(secret, body, headers)).toEqual(JSON.parse(body));
        expect(new SvixWebhook(secret).verify(body, { ...headers })).toEqual(JSON.parse(body));
      }),
      { numRuns: 10_000 },
    );
  });

  it('cover the id, the time and every byte of the body', () => {
    const secret = newWebhookSecret();
    const body = '{"type":"shortlists.updated"}';
    const headers = signedHeaders(newId(), new Date(), body, [secret]);
    expect(() => verify(secret, `${body} `, headers)).toThrow();
    expect(() => verify(secret, body, { ...headers, 'webhook-id': newId() })).toThrow();
    expect(() => verify(secret, body, { ...headers, 'webhook-timestamp': String(Number(headers['webhook-timestamp']) - 1) })).toThrow();
    expect(() => verify(newWebhookSecret(), body, headers)).toThrow();
  });

  it('come one per secret, and either secret verifies', () => {
    const secrets = [newWebhookSecret(), newWebhookSecret()];
    const headers = signedHeaders(newId(), new Date(), '{}', secrets);
    expect(headers['webhook-signature'].split(' ')).toHaveLength(2);
    for (const secret of secrets) expect(verify(secret, '{}', headers)).toEqual({});
  });

  it('use secrets of 32 random bytes', () => {
    const secrets = new Set(Array.from({ length: 100 }, newWebhookSecret));
    expect(secrets.size).toBe(100);
    for (const secret of secrets) expect(Buffer.from(secret.replace(/^whsec_/, ''), 'base64')).toHaveLength(32);
  });
});

describe('bodies', () => {
  const list = (count: number) => ({
    jobId: newId(),
    version: 3,
    criteriaVersion: 1,
    topN: 1_000,
    cutLine: 70,
    screenedCount: 5_000,
    entries: [],
    entered: Array.from({ length: count }, () => newId()),
    left: Array.from({ length: count }, () => newId()),
    sendsWebhook: true,
    sendsMail: true,
    updatedAt: new Date().toISOString(),
    names: [{ applicationId: newId(), name: 'Ada Example' }],
    emailRecipients: ['hr@example.com'],
  });

  it('stay below 20 KB and say so when they leave ids out', () => {
    const event = { id: newId(), type: 'shortlists.updated', occurredAt: new Date(), data: shortlistUpdatedData(list(1_000)) } as const;
    expect(Buffer.byteLength(webhookBody(event))).toBeLessThan(20_000);
    expect(event.data).toMatchObject({ truncated: true });
    expect(shortlistUpdatedData(list(3))).toMatchObject({ truncated: false });
  });

  it('hold the type without version, the time and nothing about a person', () => {
    const body = webhookBody({ id: newId(), type: 'shortlists.updated', occurredAt: new Date(0), data: shortlistUpdatedData(list(1)) });
    expect(JSON.parse(body)).toMatchObject({ type: 'shortlists.updated', timestamp: '1970-01-01T00:00:00.000Z' });
    expect(body).not.toMatch(/Ada|example\.com/);
  });
});
