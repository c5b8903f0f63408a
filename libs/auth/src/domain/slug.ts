const LONGEST = 80;

/** What a slug looks like; the database checks the same. */
export const SLUG_PATTERN = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** A name as part of an address: `Harbour & Pine` becomes `harbour-pine`. Names without Latin letters or digits give `organization`. */
export function slugOf(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain.match(/[a-z0-9]+/g) ?? [];
  return words.join('-').slice(0, LONGEST).replace(/-$/, '') || 'organization';
}
