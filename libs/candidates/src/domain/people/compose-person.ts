import { skillKey } from './candidate-skill.js';
import type { CandidateSkill } from './candidate-skill.js';
import { DETAIL_FIELDS } from './person-details.js';
import type { DetailField, PersonDetails } from './person-details.js';

/** In what a merged record may outrank the one it was merged into. */
export const TAKEN_FIELDS = [...DETAIL_FIELDS, 'primaryResume'] as const;
export type TakenField = (typeof TAKEN_FIELDS)[number];

/** Tags and skills of one record: what lists find it by. */
export interface RecordLabels {
  readonly id: string;
  /** The record that it was merged into. */
  readonly mergedInto: string | null;
  readonly mergedAt: Date | null;
  readonly tags: readonly string[];
  readonly skills: readonly CandidateSkill[];
  /** Tags of merged records that it does not show. */
  readonly hiddenTags: readonly string[];
  /** Keys of skills of merged records that it does not show. */
  readonly hiddenSkills: readonly string[];
}

/** What one record says by itself. */
export interface PersonRecord extends RecordLabels {
  readonly details: PersonDetails;
  readonly editedFields: readonly string[];
  /** In what it outranks the record that it was merged into. */
  readonly takenFields: readonly string[];
  readonly nationalId: string | null;
  readonly primaryResumeId: string | null;
}

/** What a record says together with those that were merged into it. */
export interface ComposedPerson extends Pick<PersonRecord, 'details' | 'nationalId' | 'primaryResumeId'> {
  readonly tags: readonly string[];
  readonly skills: readonly CandidateSkill[];
  /** It and all that were merged into it, also through others. */
  readonly recordIds: readonly string[];
}

/**
 * A person as their records say together. Nothing is copied from one record into another, so taking one out again leaves each as it was.
 * The record itself wins; what it does not say comes from those merged into it, the earliest first, unless a person cleared it.
 */
export function composePerson(id: string, records: readonly PersonRecord[]): ComposedPerson {
  const record = recordOf(id, records);
  const merged = mergedInto(record, records).map((one) => ({ one, says: composePerson(one.id, records) }));
  const first = (own: string | null, of: (says: ComposedPerson) => string | null): string | null =>
    own ?? merged.map(({ says }) => of(says)).find((value) => value !== null) ?? null;
  const taken = (field: TakenField, of: (says: ComposedPerson) => string | null): string | null =>
    merged
      .filter(({ one }) => one.takenFields.includes(field))
      .map(({ says }) => of(says))
      .findLast((value) => value !== null) ?? null;
  const detail = (field: DetailField): string | null => {
    const of = ({ details }: ComposedPerson): string | null => details[field];
    return taken(field, of) ?? (record.editedFields.includes(field) ? record.details[field] : first(record.details[field], of));
  };
  const primary = ({ primaryResumeId }: ComposedPerson): string | null => primaryResumeId;
  return {
    ...composeLabels(id, records),
    details: Object.fromEntries(DETAIL_FIELDS.map((field) => [field, detail(field)])) as unknown as PersonDetails,
    nationalId: first(record.nationalId, ({ nationalId }) => nationalId),
    primaryResumeId: taken('primaryResume', primary) ?? first(record.primaryResumeId, primary),
    recordIds: recordIdsUnder(id, records),
  };
}

/** The same for tags and skills alone, which are not sealed. A skill that a person entered wins over one that was read. */
export function composeLabels(id: string, records: readonly RecordLabels[]): Pick<ComposedPerson, 'tags' | 'skills'> {
  const record = recordOf(id, records);
  const tags = new Set(record.tags);
  const skills = new Map(record.skills.map((skill) => [skillKey(skill.name), skill]));
  for (const says of mergedInto(record, records).map((one) => composeLabels(one.id, records))) {
    for (const tag of says.tags) if (!record.hiddenTags.includes(tag)) tags.add(tag);
    for (const skill of says.skills) {
      const key = skillKey(skill.name);
      const known = skills.get(key);
      if (known ? known.source === 'resume' && skill.source === 'person' : !record.hiddenSkills.includes(key)) skills.set(key, skill);
    }
  }
  return { tags: [...tags], skills: [...skills.values()] };
}

/** A record and all that were merged into it, also through others. */
export function recordIdsUnder(id: string, records: readonly Pick<RecordLabels, 'id' | 'mergedInto'>[]): string[] {
  return [id, ...records.filter((one) => one.mergedInto === id).flatMap((one) => recordIdsUnder(one.id, records))];
}

function recordOf<R extends RecordLabels>(id: string, records: readonly R[]): R {
  const record = records.find((one) => one.id === id);
  if (!record) throw new Error(`the records of a person lack ${id}`);
  return record;
}

function mergedInto<R extends RecordLabels>({ id }: RecordLabels, records: readonly R[]): R[] {
  const timeOf = ({ mergedAt }: RecordLabels): number => mergedAt?.getTime() ?? 0;
  return records.filter((one) => one.mergedInto === id).sort((a, b) => timeOf(a) - timeOf(b) || (a.id < b.id ? -1 : 1));
}
