/** What a person decides beside a screening. It moves nothing: applications owns every move. */
export const OVERRIDE_DECISIONS = ['advance', 'hold', 'decline'] as const;
export type OverrideDecision = (typeof OVERRIDE_DECISIONS)[number];
