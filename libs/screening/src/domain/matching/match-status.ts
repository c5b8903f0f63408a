/** What somebody did about a match. */
export const MATCH_STATUSES = ['suggested', 'reviewed', 'contacted', 'dismissed'] as const;
export type MatchStatus = (typeof MATCH_STATUSES)[number];
