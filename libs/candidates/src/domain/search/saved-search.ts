/** When a saved search tells of people whom it newly finds. */
export const SEARCH_ALERTS = ['off', 'immediately', 'daily'] as const;
export type SearchAlert = (typeof SEARCH_ALERTS)[number];

/** Whom an alert tells of: people who are new, or also those who were known and are found since a change. */
export const ALERT_COVERS = ['new_and_changed', 'new'] as const;
export type AlertCovers = (typeof ALERT_COVERS)[number];

/** Searches that one person may keep. */
export const MOST_SAVED = 50;
/** Of searches that find more people than these when their alert is turned on, it is not kept whom they find anyway: they tell of new people only. */
export const MOST_KNOWN = 10_000;

/** What gathers within so long is told at once: a bulk upload is one alert and not thousands. */
const PAUSE_MS = 15 * 60_000;
const DIGEST_HOUR = 6;

/** The earliest instant of the next alert. `watchedSince`: when it was turned on; `alertedAt`: the last one. Digests go at 06:00 UTC. */
export function nextAlertAt(alert: Exclude<SearchAlert, 'off'>, watchedSince: Date, alertedAt: Date | null): Date {
  if (alert === 'immediately') return alertedAt === null ? watchedSince : new Date(alertedAt.getTime() + PAUSE_MS);
  const last = alertedAt ?? watchedSince;
  const digest = new Date(last);
  digest.setUTCHours(DIGEST_HOUR, 0, 0, 0);
  if (digest <= last) digest.setUTCDate(digest.getUTCDate() + 1);
  return digest;
}
