import { describe, expect, it } from '@jest/globals';
import { CodedError } from '@shortlist/platform';
import { DEFAULT_PREFERENCES, assertPreferences } from './preferences.js';

describe('preferences', () => {
  it.each([{}, { language: 'ur-PK', timeZone: 'Asia/Karachi' }, { timeZone: 'UTC' }])('may be %j', (changes) => {
    expect(() => assertPreferences({ ...DEFAULT_PREFERENCES, ...changes })).not.toThrow();
  });

  it.each([
    ['language', { language: 'not a language' }],
    ['timeZone', { timeZone: 'Mars/Olympus' }],
  ])('name a %s that exists', (field, changes) => {
    const attempt = (): void => assertPreferences({ ...DEFAULT_PREFERENCES, ...changes });
    const pointing = { code: 'auth.preference_unknown', options: { errors: [expect.objectContaining({ pointer: `/${field}` })] } };
    expect(attempt).toThrow(CodedError);
    expect(attempt).toThrow(expect.objectContaining(pointing));
  });
});
