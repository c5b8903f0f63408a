import type { RoleFactDto } from '@shortlist/contracts';

/** Years after which work says half as much as the newest. Skills are said to last two to five years in software and longer elsewhere; ten is cautious. */
const HALVES_AFTER_YEARS = 10;

/** Old work is still work. */
const LEAST = 0.5;

/**
 * How much each role counts beside the newest one, 0.5 to 1. The newest year that any role names is the measure, not today, so that a gap in work costs
 * nothing and a score does not grow with age. Roles without dates and current ones count in full.
 */
export function recencies<R extends Pick<RoleFactDto, 'from' | 'to' | 'current'>>(roles: readonly R[]): ReadonlyMap<R, number> {
  const years = roles.flatMap(({ from, to }) => [from, to].flatMap((date) => (date ? [yearOf(date)] : [])));
  const newest = Math.max(...years);
  return new Map(roles.map((role) => [role, shareOf(role, newest)]));
}

function shareOf({ to, current }: Pick<RoleFactDto, 'to' | 'current'>, newest: number): number {
  if (current || to === null) return 1;
  return Math.max(LEAST, 0.5 ** ((newest - yearOf(to)) / HALVES_AFTER_YEARS));
}

const yearOf = (date: string): number => Number(date.slice(0, 4));
