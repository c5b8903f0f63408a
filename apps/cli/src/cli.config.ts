import { defineVariables } from '@shortlist/platform';

export const cliVariables = defineVariables('cli', {
  SHORTLIST_EMAIL: {
    type: 'text',
    optional: true,
    description: 'Who signs in when a command uses a running installation. Absent: the recruiter of the sample organization.',
  },
  SHORTLIST_PASSWORD: { type: 'text', optional: true, secret: true, description: 'The password that goes with SHORTLIST_EMAIL.' },
});
