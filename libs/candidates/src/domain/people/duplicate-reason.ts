/** Why two records may be of one person, the strongest reason first. */
export const DUPLICATE_REASONS = ['email', 'national_id', 'phone', 'name_and_employer'] as const;
export type DuplicateReason = (typeof DUPLICATE_REASONS)[number];
