import type { EvidenceDto, ProfileDto } from '@shortlist/contracts';

/**
 * Masks national ids wherever a fact quotes words around them (a summary, a role, a line of contacts). Digits become
 * asterisks in place, so that offsets and lengths stay those of the stored text.
 */
export function maskNationalIds(profile: ProfileDto, ids: readonly string[], spans: readonly { start: number; end: number }[]): ProfileDto {
  if (spans.length === 0) return profile;
  const bare = ids.map((id) => id.replaceAll('-', ''));
  const mask = (text: string): string =>
    text.replace(/\d{5}([- ]?)\s?\d{7}\1\s?\d/g, (written) =>
      bare.includes(written.replace(/\D/g, '')) ? written.slice(0, -1).replace(/\d/g, '*') + written.slice(-1) : written,
    );
  return walk(profile, mask) as ProfileDto;
}

function walk(value: unknown, mask: (text: string) => string): unknown {
  if (typeof value === 'string') return mask(value);
  if (Array.isArray(value)) return value.map((item) => walk(item, mask));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value as EvidenceDto).map(([key, item]) => [key, walk(item, mask)]));
}
