const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** Seconds before each attempt, counted from the end of the one before: ten attempts over 75 h 35 min (Standard Webhooks 1.0). */
export const DELAYS_SECONDS = [0, 5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR] as const;
export const MOST_ATTEMPTS = DELAYS_SECONDS.length;
export const LONGEST_RETRY_AFTER_SECONDS = 24 * HOUR;

/** Up to this share is added to a delay, so that receivers which failed together are not hit together. */
const JITTER = 0.2;

/** When to try again after `attempts` attempts have ended; null after the last. `Retry-After` can only delay it. */
export function nextAttemptAt(
  attempts: number,
  endedAt: Date,
  retryAfterSeconds: number | null,
  random: () => number = Math.random,
): Date | null {
  const delay = DELAYS_SECONDS[attempts];
  if (delay === undefined) return null;
  const seconds = Math.max(delay * (1 + JITTER * random()), retryAfterSeconds ?? 0);
  return new Date(endedAt.getTime() + seconds * 1_000);
}

/** `Retry-After` in seconds (RFC 9110, 10.2.3: seconds or a date), at most a day; null when absent or unreadable. */
export function retryAfterSeconds(header: string | null, now: Date): number | null {
  if (header === null) return null;
  const seconds = /^\d+$/.test(header.trim()) ? Number(header) : Math.ceil((Date.parse(header) - now.getTime()) / 1_000);
  if (Number.isNaN(seconds)) return null;
  return Math.min(Math.max(seconds, 0), LONGEST_RETRY_AFTER_SECONDS);
}
