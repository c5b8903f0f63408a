import { createHmac, timingSafeEqual } from 'node:crypto';
import type { SigningSecret } from './signing-secret.js';

const PURPOSE = 'application-tracking';

/**
 * The token of an application's public status page: `<organization id without dashes>.<HMAC-SHA256, base64url>`. It names the
 * organization, so that the page can be answered before the application's row exists, and it never expires.
 */
export function trackingToken(secret: SigningSecret, organizationId: string, applicationId: string): string {
  const organization = organizationId.replaceAll('-', '');
  return `${organization}.${sign(secret, organization, applicationId).toString('base64url')}`;
}

/** The organization of the application, or null when the token does not belong to it. Needs no I/O. */
export function verifyTrackingToken(secret: SigningSecret, applicationId: string, token: string): { organizationId: string } | null {
  const [organization = '', signature = ''] = token.split('.');
  if (!/^[0-9a-f]{32}$/.test(organization)) return null;
  const given = Buffer.from(signature, 'base64url');
  const expected = sign(secret, organization, applicationId);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  return { organizationId: organization.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5') };
}

function sign(secret: SigningSecret, organization: string, applicationId: string): Buffer {
  return createHmac('sha256', secret.derive(PURPOSE)).update(`${organization}.${applicationId.toLowerCase()}`).digest();
}
