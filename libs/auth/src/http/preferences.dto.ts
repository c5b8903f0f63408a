import { Nullable, Text, TextList } from '@shortlist/contracts';
import { ArrayMaxSize, IsIn } from 'class-validator';
import { THEMES } from '../domain/preferences.js';
import type { Preferences } from '../domain/preferences.js';

/** How you want to see and hear of things. `PUT` replaces all of it. */
export class PreferencesDto implements Preferences {
  /** BCP 47, such as `en` or `ur-PK`; null leaves it to the browser. */
  @Nullable() @Text(35, 2) language: string | null = null;
  /** IANA, such as `Asia/Karachi`; null leaves it to the browser. */
  @Nullable() @Text(64, 1) timeZone: string | null = null;
  @IsIn(THEMES) theme: (typeof THEMES)[number] = 'system';
  /** Kinds of in-app notifications that you do not want to see, such as `shortlist_changed`. */
  @ArrayMaxSize(50) @TextList(64) mutedNotifications: string[] = [];
}

export function toPreferencesDto(preferences: Preferences): PreferencesDto {
  return { ...preferences, mutedNotifications: [...preferences.mutedNotifications] };
}
