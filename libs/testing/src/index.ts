export { startTestServer, stopTestServer } from './test-server.js';
export { TestDatabase } from './test-database.js';
export { eventually } from './eventually.js';
export { TestProcess } from './test-process.js';
export type { TestAnswer } from './test-process.js';
export { testTokens } from './test-tokens.js';
export type { TokenClaims } from './test-tokens.js';
