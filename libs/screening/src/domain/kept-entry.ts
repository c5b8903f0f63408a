import type { EnteredReason, ShortlistChange } from './shortlist-change.js';
import type { ShortlistEntry } from './shortlist.js';

/** How an entry came onto the list. */
export interface Entry {
  readonly at: Date;
  readonly reason: EnteredReason;
  /** The criteria under which it came; it may have stayed under newer ones. */
  readonly criteriaVersion: number;
}

/** A place on a stored list. */
export interface KeptEntry extends ShortlistEntry {
  /** Null when it was there before this was kept. */
  readonly entry: Entry | null;
}

/** The entries of a new list: those that stay keep how they came, the others get it from the change. */
export function keptEntries(
  before: readonly KeptEntry[],
  after: readonly ShortlistEntry[],
  { entered }: ShortlistChange,
  { at, criteriaVersion }: Pick<Entry, 'at' | 'criteriaVersion'>,
): KeptEntry[] {
  const known = new Map(before.map(({ applicationId, entry }) => [applicationId, entry]));
  const reasons = new Map(entered.map(({ applicationId, reason }) => [applicationId, reason]));
  return after.map((one) => {
    const reason = reasons.get(one.applicationId);
    return { ...one, entry: reason ? { at, reason, criteriaVersion } : (known.get(one.applicationId) ?? null) };
  });
}
