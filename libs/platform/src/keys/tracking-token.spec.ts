import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { newId } from '../ids.js';
import { MasterSigningSecret } from './signing-secret.js';
import { trackingToken, verifyTrackingToken } from './tracking-token.js';

const secret = new MasterSigningSecret(randomBytes(32));
const [organizationId, applicationId] = [newId(), newId()];

describe('tracking token', () => {
  it('names the organization of its application', () => {
    expect(verifyTrackingToken(secret, applicationId, trackingToken(secret, organizationId, applicationId))).toEqual({ organizationId });
  });

  it('is refused for another application, another organization, another installation and any changed character', () => {
    const token = trackingToken(secret, organizationId, applicationId);
    const foreign = trackingToken(secret, newId(), applicationId).split('.')[0];
    expect(verifyTrackingToken(secret, newId(), token)).toBeNull();
    expect(verifyTrackingToken(secret, applicationId, `${foreign}.${token.split('.')[1]}`)).toBeNull();
    expect(verifyTrackingToken(new MasterSigningSecret(randomBytes(32)), applicationId, token)).toBeNull();
    for (const [index, character] of [...token.slice(0, -1)].entries()) {
      const changed = token.slice(0, index) + (character === 'a' ? 'b' : 'a') + token.slice(index + 1);
      expect(verifyTrackingToken(secret, applicationId, changed)).toBeNull();
    }
    for (const junk of ['', '.', 'x', `${token}x`, '\u0000']) expect(verifyTrackingToken(secret, applicationId, junk)).toBeNull();
  });
});
