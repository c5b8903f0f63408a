import type { SearchDocument, SearchHighlight } from './search-index.js';
import type { SearchField } from './query-language.js';
import { plainText } from './words.js';

/** Keeps the words of one document within what an engine can hold in a field (1 MiB in PostgreSQL). */
const SEARCHED_CHARACTERS = 200_000;

/** Stands between values, so that no phrase goes from one into the next. Known to `platform.search_words` as well. */
export const MARK_BETWEEN = 'xbetweenx';

/** A document as every engine stores it: texts that can be stored, and their plain words by weight. */
export interface PreparedDocument {
  readonly name: string;
  readonly title: string | null;
  readonly skills: readonly string[];
  readonly companies: readonly string[];
  readonly location: string | null;
  readonly type: string | null;
  readonly status: string | null;
  readonly tags: readonly string[];
  readonly text: string;
  /** By the field that a search names. */
  readonly fieldWords: Readonly<Record<SearchField, string>>;
  readonly labelWords: string;
  readonly textWords: string;
  /** The words of name, title, skills and companies, each once: of these a wrong word may be a slip. */
  readonly knownWords: readonly string[];
}

export function prepared(document: SearchDocument): PreparedDocument {
  const text = storable(document.text.slice(0, SEARCHED_CHARACTERS));
  const { name, title, skills, companies, location, tags, emails } = document;
  return {
    name: storable(document.name),
    title: document.title && storable(document.title),
    skills: document.skills.map(storable),
    companies: document.companies.map(storable),
    location: document.location && storable(document.location),
    type: document.type,
    status: document.status,
    tags: document.tags.map(storable),
    text,
    fieldWords: {
      ...{ name: plainText(name), email: wordsApart(emails), title: wordsApart([title]), skill: wordsApart(skills) },
      ...{ company: wordsApart(companies), location: wordsApart([location]), tag: wordsApart(tags) },
    },
    labelWords: wordsApart([location, ...tags, ...emails, ...companies]),
    textWords: plainText(text),
    knownWords: [...new Set(plainText([name, title, ...skills, ...companies].join(' ')).split(' '))],
  };
}

function wordsApart(values: readonly (string | null)[]): string {
  return values
    .filter((value) => value !== null)
    .map(plainText)
    .join(` ${MARK_BETWEEN} `);
}

/** What may be highlighted of a document, in the order in which it is shown. */
export function shownFields(
  name: string,
  title: string | null,
  skills: readonly string[],
  text: string,
): { field: SearchHighlight['field']; text: string }[] {
  return [
    { field: 'name', text: name },
    ...(title === null ? [] : [{ field: 'title' as const, text: title }]),
    { field: 'skills', text: skills.join(', ') },
    { field: 'text', text },
  ];
}

/** No engine stores NUL or half of a surrogate pair. */
function storable(text: string): string {
  return text.replaceAll('\0', ' ').toWellFormed();
}
