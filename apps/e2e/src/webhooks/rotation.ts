import type { Installation } from '@shortlist/standalone';
import { eventually } from '@shortlist/testing';
import { Webhook } from 'standardwebhooks';
import { LOCAL_RECEIVERS, withSystem } from '../system.js';
import { Tenant } from '../tenant.js';
import { HealthyReceiver } from './receivers.js';
import type { Received } from './receivers.js';

export interface RotationOptions {
  readonly deliveries: number;
  readonly rotations: number;
  readonly progress: (text: string) => void;
}

export interface RotationResult {
  readonly deliveries: number;
  readonly rotations: number;
  /** Deliveries that a receiver could not verify which knows one of the two secrets of the overlap. */
  readonly unverified: number;
}

const EVENTS = 100;

/**
 * Rotates the secret of an endpoint while deliveries are under way. A receiver that still has the secret before, and one that has the new one
 * already, both have to be able to verify every request inside the overlap.
 */
export async function rotationRun(options: RotationOptions): Promise<RotationResult> {
  const receiver = await HealthyReceiver.start();
  try {
    return await withSystem((installation) => rotate(installation, receiver, options), LOCAL_RECEIVERS);
  } finally {
    await receiver.stop();
  }
}

async function rotate(
  installation: Installation,
  receiver: HealthyReceiver,
  { deliveries, rotations, progress }: RotationOptions,
): Promise<RotationResult> {
  const { tenant, endpoint, eventIds } = await subscribed(installation, receiver);
  const path = { id: endpoint.id };
  const rounds = Math.ceil(deliveries / EVENTS);
  let [secret, rotated, unverified] = [endpoint.secret, 0, 0];
  for (let round = 1; round < rounds; round++) {
    const before = receiver.received.length;
    await tenant.client.call('POST /webhooks/:id/replay', { path, body: { eventIds } });
    let [newest, since] = [secret, Number.POSITIVE_INFINITY];
    if (rotated < (round * rotations) / rounds) {
      rotated += 1;
      const { data } = await tenant.client.call('POST /webhooks/:id/rotate-secret', { path, body: { overlapSeconds: 3_600 } });
      [newest, since] = [data.secret, Date.now()];
    }
    await reached(receiver, before + EVENTS);
    for (const request of receiver.received.slice(before)) {
      const known = signedAt(request) > since ? [secret, newest] : [secret];
      if (!known.every((one) => isVerified(request, one))) unverified += 1;
    }
    secret = newest;
    if (round % 10 === 0) progress(`${receiver.received.length} deliveries`);
  }
  return { deliveries: receiver.received.length, rotations: rotated, unverified };
}

interface Subscribed {
  readonly tenant: Tenant;
  readonly endpoint: { readonly id: string; readonly secret: string };
  readonly eventIds: string[];
}

async function subscribed(installation: Installation, receiver: HealthyReceiver): Promise<Subscribed> {
  const tenant = await Tenant.register(installation.url, 'rotation');
  const jobId = await tenant.openJob({ mustHaveSkills: [{ name: 'TypeScript' }] });
  const body = { url: receiver.url, eventTypes: ['applications.received'] } as const;
  const { data: endpoint } = await tenant.client.call('POST /webhooks', { body });
  for (let event = 0; event < EVENTS; event++) await tenant.apply(jobId, `applicant.${event}@example.org`, 'Applicant\n');
  await reached(receiver, EVENTS);
  return { tenant, endpoint, eventIds: [...new Set(receiver.received.map((one) => one.id))] };
}

/** Milliseconds, to the second. */
const signedAt = ({ headers }: Received): number => Number(headers['webhook-timestamp']) * 1_000;

function isVerified({ headers, body }: Received, secret: string): boolean {
  try {
    new Webhook(secret).verify(body, headers as Record<string, string>);
    return true;
  } catch {
    return false;
  }
}

async function reached(receiver: HealthyReceiver, count: number): Promise<void> {
  await eventually(() => {
    if (receiver.received.length < count) throw new Error(`${receiver.received.length} of ${count} deliveries`);
  }, 120_000);
}
