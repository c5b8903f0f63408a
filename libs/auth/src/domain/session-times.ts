/** How long an access token is good for. */
export const ACCESS_TOKEN_SECONDS = 15 * 60;

/** How long the end of a session has to be remembered: a little longer than its last access token lives. */
export const REVOKED_SECONDS = ACCESS_TOKEN_SECONDS + 60;
