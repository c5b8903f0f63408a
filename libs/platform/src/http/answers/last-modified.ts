/** A transaction may take this long to end after it has noted when it changed something. */
const SETTLED_MS = 10_000;
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * The `Last-Modified` of what last changed at `changedAt`. The header knows whole seconds only: what changed just now is dated one second earlier, so that
 * whoever asks with that date hears of another change within the same second.
 */
export function lastModifiedOf(changedAt: Date, now: Date): string {
  const early = now.getTime() - changedAt.getTime() < SETTLED_MS ? 1_000 : 0;
  return new Date(changedAt.getTime() - early).toUTCString();
}

/** Whether the caller of `If-Modified-Since` has what last changed at `changedAt`; no to anything but a date of HTTP. */
export function isUnmodified(ifModifiedSince: string | undefined, changedAt: Date): boolean {
  if (ifModifiedSince === undefined || !HTTP_DATE.test(ifModifiedSince)) return false;
  return Date.parse(ifModifiedSince) >= Math.floor(changedAt.getTime() / 1_000) * 1_000;
}
