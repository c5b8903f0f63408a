import type { ProfileDto } from '@shortlist/contracts';

/** What a record says about the person; sealed as a whole. */
export interface PersonDetails {
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly location: string | null;
  readonly title: string | null;
}

export type DetailField = keyof PersonDetails;
export const DETAIL_FIELDS = ['name', 'email', 'phone', 'location', 'title'] as const satisfies readonly DetailField[];

export const NO_DETAILS: PersonDetails = { name: null, email: null, phone: null, location: null, title: null };

/** Where the fields of a record came from. */
export interface FieldOrigins {
  /** Written by a member of staff: never touched. */
  readonly edited: readonly string[];
  /** Read from the primary resume: refreshed when it is read again. */
  readonly fromResume: readonly string[];
}

/**
 * Completes details by what a resume says. Only empty fields are taken, because whoever sent the resume proved nothing; the primary resume
 * may also correct what it gave before.
 */
export function fillDetails(
  current: PersonDetails,
  found: PersonDetails,
  origins: FieldOrigins,
  isPrimary: boolean,
): { details: PersonDetails; fromResume: DetailField[] } {
  const taken = DETAIL_FIELDS.filter((field) => {
    if (found[field] === null || origins.edited.includes(field)) return false;
    // An address identifies a person: once known, only a person changes it.
    return current[field] === null || (isPrimary && field !== 'email' && origins.fromResume.includes(field));
  });
  const details = Object.fromEntries(DETAIL_FIELDS.map((field) => [field, taken.includes(field) ? found[field] : current[field]]));
  const fromResume = DETAIL_FIELDS.filter((field) => taken.includes(field) || origins.fromResume.includes(field));
  return { details: details as unknown as PersonDetails, fromResume };
}

/** The details that a profile gives. The title is that of the current role, else of the newest. */
export function detailsOf(profile: ProfileDto): PersonDetails {
  const role = profile.roles.find(({ current, title }) => current && title !== null) ?? profile.roles.find(({ title }) => title !== null);
  return {
    name: profile.name?.value.slice(0, 300) ?? null,
    email: profile.emails[0]?.value ?? null,
    phone: profile.phones[0]?.value.slice(0, 50) ?? null,
    location: profile.location?.value.slice(0, 300) ?? null,
    title: role?.title ?? null,
  };
}
