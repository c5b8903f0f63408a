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
  DATABASE_DIRECT_URL: {
    type: 'text',
    optional: true,
    secret: true,
    description:
      'The same database without a pooler, where DATABASE_URL leads to one: for LISTEN, session locks, background tasks and migrations. DATABASE_URL unless given.',
  },
  DATABASE_ROLES_PASSWORD: {
    type: 'text',
    optional: true,
    secret: true,
    description:
      'For migrations, which log in as somebody who may create roles: the password that the roles of the services get, and that DATABASE_URL of the services holds. That of DATABASE_URL unless given.',
  },
  DATABASE_PREPARED_STATEMENTS: {
    type: 'boolean',
    default: true,
    description:
      'Whether connections keep their statements prepared. Off for a pooler in transaction mode that cannot (PgBouncer before 1.21, or with max_prepared_statements = 0).',
  },
  DATABASE_POOL_SIZE: { type: 'integer', default: 4, min: 1, max: 100, description: 'Connections per context and role.' },
  DATABASE_STATEMENT_TIMEOUT_MS: { type: 'integer', default: 15_000, min: 100, description: 'A statement that runs longer is cancelled.' },
});
