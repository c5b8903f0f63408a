const BEARER = /^Bearer +(\S+) *$/i;

/** The token of `Authorization: Bearer <token>` (RFC 6750): one token and nothing beside it, else null. */
export function bearerTokenOf(authorization: string | undefined): string | null {
  return BEARER.exec(authorization ?? '')?.[1] ?? null;
}
