import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { composePerson } from './compose-person.js';
import type { PersonRecord } from './compose-person.js';
import { NO_DETAILS } from './person-details.js';

const record = (id: string, fields: Partial<PersonRecord> = {}): PersonRecord => ({
  id,
  mergedInto: null,
  mergedAt: null,
  tags: [],
  skills: [],
  hiddenTags: [],
  hiddenSkills: [],
  details: NO_DETAILS,
  editedFields: [],
  takenFields: [],
  nationalId: null,
  primaryResumeId: null,
  ...fields,
});
const into = (mergedInto: string, minute = 0): Pick<PersonRecord, 'mergedInto' | 'mergedAt'> => ({
  mergedInto,
  mergedAt: new Date(minute * 60_000),
});
const skill = (name: string, source: 'resume' | 'person' = 'resume'): PersonRecord['skills'][number] => ({
  ...{ name, source, years: null, proficiency: null },
});

describe('a person of several records', () => {
  it('says what the record says, and elsewhere what was merged into it, the earliest first', () => {
    const person = composePerson('a', [
      record('a', { details: { ...NO_DETAILS, name: 'Ada' }, primaryResumeId: null }),
      record('c', { ...into('a', 2), details: { ...NO_DETAILS, phone: '+2', location: 'Lahore' }, primaryResumeId: 'r2' }),
      record('b', { ...into('a', 1), details: { ...NO_DETAILS, name: 'A.', phone: '+1' }, nationalId: '*-1' }),
    ]);
    expect(person).toMatchObject({
      details: { ...NO_DETAILS, name: 'Ada', phone: '+1', location: 'Lahore' },
      ...{ nationalId: '*-1', primaryResumeId: 'r2', recordIds: ['a', 'c', 'b'] },
    });
  });

  it('says what a merge took from the other record, and what a person cleared stays empty', () => {
    const records = [
      record('a', { details: { ...NO_DETAILS, name: 'Ada', title: 'Clerk' }, editedFields: ['phone'], primaryResumeId: 'r1' }),
      record('b', {
        ...into('a'),
        details: { ...NO_DETAILS, title: 'Engineer', phone: '+1' },
        primaryResumeId: 'r2',
        takenFields: ['title', 'name', 'primaryResume'],
      }),
    ];
    expect(composePerson('a', records)).toMatchObject({
      details: { name: 'Ada', title: 'Engineer', phone: null },
      primaryResumeId: 'r2',
    });
  });

  it('has the tags and skills of all, but those that a person took away', () => {
    const person = composePerson('a', [
      record('a', { tags: ['x'], skills: [skill('Java')], hiddenTags: ['z'], hiddenSkills: ['cobol'] }),
      record('b', { ...into('a'), tags: ['x', 'y', 'z'], skills: [skill('java', 'person'), skill('COBOL'), skill('Go')] }),
    ]);
    expect(person.tags).toEqual(['x', 'y']);
    expect(person.skills).toEqual([skill('java', 'person'), skill('Go')]);
  });

  it('leaves every record as it was, whatever is merged and undone in whatever order', () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const text = fc.constantFrom(null, 'one', 'two');
    const anyRecord = fc.record({
      name: text,
      title: text,
      tags: fc.uniqueArray(fc.constantFrom('x', 'y', 'z')),
      edited: fc.subarray(['name', 'title']),
      taken: fc.subarray(['name', 'title', 'primaryResume']),
      primaryResumeId: text,
    });
    const steps = fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { maxLength: 12 });
    fc.assert(
      fc.property(fc.array(anyRecord, { minLength: 5, maxLength: 5 }), steps, fc.infiniteStream(fc.nat(100)), (given, merges, order) => {
        const alone = given.map(({ name, title, edited, ...rest }, index) =>
          record(ids[index] ?? '', { ...rest, details: { ...NO_DETAILS, name, title }, editedFields: edited }),
        );
        const records = new Map(alone.map((one) => [one.id, one]));
        const all = (): PersonRecord[] => [...records.values()];
        const rootOf = (id: string): string => {
          const above = records.get(id)?.mergedInto;
          return above ? rootOf(above) : id;
        };
        const live: string[] = [];
        for (const [place, [from, to]] of merges.entries()) {
          const [merged, survivor] = [rootOf(ids[from] ?? ''), rootOf(ids[to] ?? '')];
          if (merged === survivor) continue;
          const known = records.get(merged);
          if (known) records.set(merged, { ...known, ...into(survivor, place), takenFields: given[from]?.taken ?? [] });
          live.push(merged);
          const people = new Set(ids.map(rootOf));
          expect([...people].flatMap((id) => composePerson(id, all()).recordIds).sort()).toEqual(ids);
        }
        while (live.length > 0) {
          const [undone] = live.splice((order.next().value ?? 0) % live.length, 1);
          const known = records.get(undone ?? '');
          if (known) records.set(known.id, { ...known, mergedInto: null, mergedAt: null, takenFields: [] });
        }
        for (const one of alone) expect(composePerson(one.id, all())).toEqual(composePerson(one.id, [one]));
      }),
    );
  });
});
