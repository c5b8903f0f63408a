export { startTestServer, stopTestServer } from './test-server.js';
export { TestDatabase } from './test-database.js';
export { eventually } from './eventually.js';
