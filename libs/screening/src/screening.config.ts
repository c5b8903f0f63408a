import { defineVariables } from '@shortlist/platform';

export const screeningVariables = defineVariables('screening', {
  SHORTLIST_ANNOUNCE_INTERVAL_SECONDS: {
    type: 'integer',
    description:
      'A changed shortlist is announced at once, then at most once within this time, with its newest state. 0 announces every change: webhooks then follow a burst one by one.',
    min: 0,
    max: 3_600,
    default: 3,
  },
});
