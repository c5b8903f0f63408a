import { defineVariables } from '@shortlist/platform';

export const applicationsVariables = defineVariables('applications', {
  INTAKE_APPEND_TIMEOUT_MS: {
    type: 'integer',
    default: 400,
    min: 10,
    max: 30_000,
    description: 'An append to the event log that is unconfirmed after this time answers 503; a retry with the same key is safe.',
  },
});
