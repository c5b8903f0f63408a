import { defineVariables } from '../config/variables.js';

export const mailVariables = defineVariables('mail', {
  MAIL_DRIVER: {
    type: 'text',
    oneOf: ['mailbox', 'smtp'],
    default: 'mailbox',
    description: 'Where mail goes: mailbox keeps it below DATA_DIR and shows it at /mailbox, smtp sends it.',
  },
  SMTP_URL: {
    type: 'text',
    optional: true,
    secret: true,
    description: 'With MAIL_DRIVER=smtp: smtp://user:password@host:587, or smtps:// for TLS.',
  },
  SMTP_TIMEOUT_MS: { type: 'integer', min: 100, default: 30_000, description: 'Longest wait for an answer of the SMTP server.' },
});
