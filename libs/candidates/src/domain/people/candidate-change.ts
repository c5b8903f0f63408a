import { skillKey } from './candidate-skill.js';
import type { CandidateSkill } from './candidate-skill.js';
import { DETAIL_FIELDS } from './person-details.js';

/** What may happen to a record. */
export const CHANGE_KINDS = [
  'created',
  'application_received',
  'application_replaced',
  'edited',
  'note_written',
  'resume_added',
  'resume_chosen',
  'resume_requested',
  'resume_read',
  'resume_not_read',
  'merged',
  'unmerged',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** Fields of a record that a change may name. */
export const CHANGED_FIELDS = [
  ...DETAIL_FIELDS,
  'nationalId',
  'skills',
  'tags',
  'type',
  'status',
  'employmentStatus',
  'primaryResume',
] as const;
export type ChangedField = (typeof CHANGED_FIELDS)[number];

/** Fields whose values say how an organization sorts people. All others say something about the person, and a timeline outlives what it tells of. */
const SHOWN: ReadonlySet<ChangedField> = new Set(['tags', 'type', 'status']);

/** Values of a record by field; null and an empty list are nothing. */
export type FieldValues = Partial<Record<ChangedField, string | readonly string[] | null>>;

/** A field that has other values than before; both are null where they are personal. */
export interface FieldChange {
  readonly field: ChangedField;
  readonly from: readonly string[] | null;
  readonly to: readonly string[] | null;
}

/** The fields of `after` whose values differ from those before; in what order a list has them does not count. */
export function fieldsChanged(before: FieldValues, after: FieldValues): FieldChange[] {
  return CHANGED_FIELDS.flatMap((field) => {
    const given = after[field];
    if (given === undefined) return [];
    const [from, to] = [listOf(before[field]), listOf(given)];
    if (JSON.stringify(from.toSorted()) === JSON.stringify(to.toSorted())) return [];
    return [SHOWN.has(field) ? { field, from, to } : { field, from: null, to: null }];
  });
}

/** Skills as values to compare: what the record says of each, and all that are shown, also those of merged records. */
export function skillValues(own: readonly CandidateSkill[], shownKeys = own.map(({ name }) => skillKey(name))): string[] {
  return [...own.map(({ name, years, proficiency, source }) => JSON.stringify([name, years, proficiency, source])), ...shownKeys];
}

function listOf(value: FieldValues[ChangedField]): readonly string[] {
  if (value === null || value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}
