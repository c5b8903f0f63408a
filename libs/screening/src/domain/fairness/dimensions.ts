/** What may be said, per dimension. Categories of race and ethnicity are those of EEO-1 (29 CFR 1602.7), which 6 RCNY 5-301 asks for. */
export const DIMENSIONS = {
  sex: ['woman', 'man', 'another'],
  raceEthnicity: ['hispanic_or_latino', 'white', 'black', 'pacific_islander', 'asian', 'native_american', 'two_or_more'],
  ageBand: ['under_40', '40_and_over'],
  disability: ['yes', 'no'],
} as const;

export type Dimension = keyof typeof DIMENSIONS;

/** What one person said; null where they did not. */
export type DemographicAnswers = { readonly [D in Dimension]: (typeof DIMENSIONS)[D][number] | null };

/** Statuses of people who were selected to go on. */
export const SELECTED_STATUSES = ['shortlisted', 'interview', 'offer', 'hired'] as const;
