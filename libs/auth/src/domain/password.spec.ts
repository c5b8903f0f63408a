import { describe, expect, it } from '@jest/globals';
import { COMMON_PASSWORDS } from './common-passwords.js';
import { assertPasswordAllowed, SHORTEST_PASSWORD } from './password.js';

const EMAIL = 'amina.farooqi@example.com';

describe('assertPasswordAllowed', () => {
  it.each(['password123', 'PassWord123', EMAIL, 'Amina.Farooqi'])('refuses %s, which is guessed first', (password) => {
    expect(() => assertPasswordAllowed(password, EMAIL)).toThrow(
      expect.objectContaining({ code: 'auth.password_too_common', kind: 'rule' }),
    );
  });

  it.each(['harbour-and-pine-42', 'aaaaaaaaaaaab', 'لیکن یہ کافی ہے'])('asks for no composition: %s is fine', (password) => {
    expect(() => assertPasswordAllowed(password, EMAIL)).not.toThrow();
  });

  it('lists nothing that its length refuses already, in the spelling it is looked up by', () => {
    for (const password of COMMON_PASSWORDS) {
      expect(password.length).toBeGreaterThanOrEqual(SHORTEST_PASSWORD);
      expect(password).toBe(password.toLowerCase());
    }
  });
});
