export * from './keyring.js';
export { DatabaseKeyring } from './database-keyring.js';
export { apiKeyHash } from './api-key-hash.js';
export { MasterSigningSecret, SigningSecret } from './signing-secret.js';
export { trackingToken, verifyTrackingToken } from './tracking-token.js';
