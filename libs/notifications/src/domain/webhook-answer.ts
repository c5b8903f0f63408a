import { retryAfterSeconds } from './webhook-schedule.js';

/** What came of one attempt: a status code, or why there is none. */
export interface WebhookAnswer {
  readonly statusCode: number | null;
  readonly errorCode: WebhookErrorCode | null;
  readonly retryAfter: string | null;
}

export type WebhookErrorCode =
  'url_refused' | 'address_refused' | 'name_not_found' | 'connection_failed' | 'tls_failed' | 'timeout' | 'bad_answer';

/** `delivered`: done. `failed`: try again. `gone`: the receiver asks never to be called again. */
export interface Verdict {
  readonly outcome: 'delivered' | 'failed' | 'gone';
  readonly retryAfterSeconds: number | null;
  /** No delivery to this endpoint for so long. */
  readonly throttleSeconds: number | null;
}

const OVERLOADED: ReadonlySet<number | null> = new Set([429, 502, 504]);
const THROTTLE_SECONDS = 30;

/** Judges an answer: only 2xx is success, a redirect is a failure like any other. */
export function judge({ statusCode, retryAfter }: WebhookAnswer, now: Date): Verdict {
  if (statusCode !== null && statusCode >= 200 && statusCode < 300)
    return { outcome: 'delivered', retryAfterSeconds: null, throttleSeconds: null };
  if (statusCode === 410) return { outcome: 'gone', retryAfterSeconds: null, throttleSeconds: null };
  const asked = retryAfterSeconds(retryAfter, now);
  return { outcome: 'failed', retryAfterSeconds: asked, throttleSeconds: asked ?? (OVERLOADED.has(statusCode) ? THROTTLE_SECONDS : null) };
}
