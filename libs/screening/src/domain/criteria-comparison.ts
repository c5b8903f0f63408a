import { skillKey } from '@shortlist/taxonomy';
import type { CriteriaDocument } from './criteria.js';
import { languageKey } from './taxonomy/language-name.js';
import { placeKey } from './taxonomy/place-name.js';

export type CriteriaChangeKind = 'added' | 'removed' | 'changed';

/** One difference between two versions of criteria. */
export interface CriteriaDifference {
  /** JSON Pointer; into the newer document, for what was removed into the older one. */
  readonly pointer: string;
  readonly kind: CriteriaChangeKind;
  /** Null where nothing stood. */
  readonly before: unknown;
  readonly after: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

/** How the entries of a list are told apart: two that ask for the same thing are one entry that changed. */
const IDENTITIES: Readonly<Record<string, (entry: Fields | string) => string>> = {
  mustHaveSkills: (entry) => skillKey(nameOf(entry)),
  niceToHaveSkills: (entry) => skillKey(nameOf(entry)),
  languages: (entry) => languageKey(nameOf(entry)),
  locationPreference: (entry) => placeKey(nameOf(entry)),
};

/** What a newer version of criteria asks for that the older one did not, and the other way round. The order of a list says nothing. */
export function compareCriteria(before: CriteriaDocument, after: CriteriaDocument): CriteriaDifference[] {
  return compareFields('', { ...before }, { ...after });
}

function compareFields(pointer: string, before: Fields, after: Fields): CriteriaDifference[] {
  const names = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return names.flatMap((name) => compareValue(`${pointer}/${name}`, name, before[name] ?? null, after[name] ?? null));
}

function compareValue(pointer: string, name: string, before: unknown, after: unknown): CriteriaDifference[] {
  if (Array.isArray(before) && Array.isArray(after)) return compareLists(pointer, IDENTITIES[name] ?? textOf, before, after);
  if (isFields(before) && isFields(after)) return compareFields(pointer, before, after);
  if (textOf(before) === textOf(after)) return [];
  return [{ pointer, kind: before === null ? 'added' : after === null ? 'removed' : 'changed', before, after }];
}

function compareLists(
  pointer: string,
  identity: (entry: Fields | string) => string,
  before: readonly (Fields | string)[],
  after: readonly (Fields | string)[],
): CriteriaDifference[] {
  const known = new Map(before.map((entry) => [identity(entry), entry]));
  const kept = new Set(after.map(identity));
  const present = after.flatMap((entry, index): CriteriaDifference[] => {
    const former = known.get(identity(entry));
    if (former === undefined) return [{ pointer: `${pointer}/${index}`, kind: 'added', before: null, after: entry }];
    if (textOf(former) === textOf(entry)) return [];
    return [{ pointer: `${pointer}/${index}`, kind: 'changed', before: former, after: entry }];
  });
  const gone = before.flatMap((entry, index): CriteriaDifference[] =>
    kept.has(identity(entry)) ? [] : [{ pointer: `${pointer}/${index}`, kind: 'removed', before: entry, after: null }],
  );
  return [...present, ...gone];
}

function nameOf(entry: Fields | string): string {
  return typeof entry === 'string' ? entry : String(entry.name);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const textOf = (value: unknown): string => JSON.stringify(value);
