/** What an API key opens. */
export interface ApiKeyGrant {
  readonly apiKeyId: string;
  readonly organizationId: string;
  readonly scopes: readonly string[];
}

/** By this an API key is told from an access token. */
export const API_KEY_PREFIX = 'sl_';
/** 32 random bytes in base64url behind the prefix. */
const API_KEY = /^sl_[A-Za-z0-9_-]{43}$/;

/** Whether a bearer token is an API key, well-formed or not. */
export function looksLikeApiKey(token: string): boolean {
  return token.startsWith(API_KEY_PREFIX);
}

/** Whether it could have been issued here; nothing else is looked up. */
export function isApiKey(token: string): boolean {
  return API_KEY.test(token);
}

/** API keys, by their secret. A withdrawn key is refused at most 60 s later. */
export abstract class ApiKeys {
  /** Null when no such key is valid; rejects when keys cannot be looked up, which answers 503. */
  abstract find(secret: string): Promise<ApiKeyGrant | null>;
}
