import { CodedError } from '@shortlist/platform';

export const THEMES = ['system', 'light', 'dark'] as const;

/** How a person wants to see and hear of things. */
export interface Preferences {
  /** BCP 47, such as `en` or `ur-PK`; null where the browser says it. */
  readonly language: string | null;
  /** IANA, such as `Asia/Karachi`; null where the browser says it. */
  readonly timeZone: string | null;
  readonly theme: (typeof THEMES)[number];
  /** Kinds of in-app notifications that the person does not want to see, such as `shortlist_changed`. */
  readonly mutedNotifications: readonly string[];
}

export const DEFAULT_PREFERENCES: Preferences = { language: null, timeZone: null, theme: 'system', mutedNotifications: [] };

/** Refuses a language or a time zone that nobody could show things in. */
export function assertPreferences({ language, timeZone }: Preferences): void {
  if (language !== null && !isAccepted(() => Intl.getCanonicalLocales(language))) throw unknown('language', 'is no language tag of BCP 47');
  if (timeZone !== null && !isAccepted(() => new Intl.DateTimeFormat('en', { timeZone })))
    throw unknown('timeZone', 'is no IANA time zone');
}

function isAccepted(check: () => unknown): boolean {
  try {
    check();
    return true;
  } catch {
    return false;
  }
}

function unknown(field: string, detail: string): CodedError {
  return new CodedError('auth.preference_unknown', 'rule', 'A preference cannot be followed.', {
    errors: [{ pointer: `/${field}`, code: 'unknown', detail }],
  });
}
