import { defineVariables } from '@shortlist/platform';

export const notificationsVariables = defineVariables('notifications', {
  MAIL_FROM: {
    type: 'text',
    description: 'Address from which Shortlist sends mail; the name shown is the organization.',
    default: 'no-reply@shortlist.localhost',
  },
  SHORTLIST_MAIL_WINDOW_SECONDS: {
    type: 'integer',
    description: 'A changed shortlist is mailed after this time, once for all changes within it.',
    min: 0,
    max: 86_400,
    default: 30,
  },
  WEBHOOKS_ALLOW_PRIVATE_ADDRESSES: {
    type: 'boolean',
    description:
      'Lets webhooks reach http, any port and private addresses. For development and tests only: it opens the inner network to whoever may add a webhook.',
    default: false,
  },
});
