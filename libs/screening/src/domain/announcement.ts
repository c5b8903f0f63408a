/** What receivers of `shortlists.updated` were last told of a list. */
export interface Announcement {
  /** 0 while nothing was ever announced. */
  readonly version: number;
  /** By the clock of the database, as tasks are started by it. */
  readonly at: Date | null;
  /** Who was on the list, in the order of ranks. */
  readonly applicationIds: readonly string[];
}

/** Who has to be added to what was announced, and who taken away, to get the list as it is. */
export interface Difference {
  readonly entered: readonly string[];
  readonly left: readonly string[];
}

/**
 * Until when an announcement has to wait, or null when it may go out now. `intervalSeconds` is the least time between two of one list. A last one
 * that lies in the future holds nothing back: then a clock was set back, by nobody knows how much.
 */
export function waitsUntil({ at }: Announcement, now: Date, intervalSeconds: number): Date | null {
  if (at === null || at > now) return null;
  const due = new Date(at.getTime() + intervalSeconds * 1_000);
  return due > now ? due : null;
}

/** The difference to what was announced, however many states lie between: adding up such differences always gives the list. */
export function differenceTo({ applicationIds: announced }: Announcement, present: readonly string[]): Difference {
  const [before, after] = [new Set(announced), new Set(present)];
  return { entered: present.filter((id) => !before.has(id)), left: announced.filter((id) => !after.has(id)) };
}
