import { hash } from '@node-rs/argon2';
import { describe, expect, it } from '@jest/globals';
import { PasswordHasher } from './password-hasher.js';

describe('PasswordHasher', () => {
  const hasher = new PasswordHasher();

  it('stores argon2id with 19 MiB, two passes and a salt of its own', async () => {
    const [one, two] = await Promise.all([hasher.hash('harbour-and-pine-42'), hasher.hash('harbour-and-pine-42')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(two).not.toBe(one);
  });

  it('takes one password and no other, whole to its last character and in every spelling of Unicode', async () => {
    const long = `${'x'.repeat(127)}é`;
    const stored = await hasher.hash(long);
    expect(await hasher.verify(stored, long.normalize('NFD'))).toBe(true);
    expect(await hasher.verify(stored, `${'x'.repeat(127)}e`)).toBe(false);
  });

  it('says no where there is no account, even to the password of the decoy', async () => {
    expect(await hasher.verify(null, 'no account has this password')).toBe(false);
  });

  it('knows hashes that were made with weaker parameters', async () => {
    expect(hasher.isOutdated(await hasher.hash('harbour-and-pine-42'))).toBe(false);
    expect(hasher.isOutdated(await hash('harbour-and-pine-42', { memoryCost: 8_192, timeCost: 1 }))).toBe(true);
  });

  it('refuses to queue without end', async () => {
    const results = await Promise.allSettled(Array.from({ length: 80 }, () => hasher.verify(null, 'guess-guess')));
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused.length).toBe(80 - 64);
    expect(refused[0]).toMatchObject({ reason: { code: 'auth.busy', kind: 'unavailable' } });
  });
});
