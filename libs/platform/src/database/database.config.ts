import { defineVariables } from '../config/variables.js';

export const databaseVariables = defineVariables('database', {
  DATA_DIR: { type: 'text', default: './data', description: 'Folder of the embedded mode: database, files, mailbox and keys.' },
  DATABASE_URL: {
    type: 'text',
    optional: true,
    secret: true,
    description:
      'PostgreSQL of a single service; its password is that of every role. The standalone system has its own server and ignores it.',
  },
  DATABASE_POOL_SIZE: { type: 'integer', default: 4, min: 1, max: 100, description: 'Connections per context and role.' },
  DATABASE_STATEMENT_TIMEOUT_MS: { type: 'integer', default: 15_000, min: 100, description: 'A statement that runs longer is cancelled.' },
});
