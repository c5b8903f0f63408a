import { prepared } from '../prepared-document.js';
import { HIGHLIGHTED_CHARACTERS } from '../search-index.js';
import type { SearchDocument } from '../search-index.js';
import { plainText } from '../words.js';
import { comparable, keyOf } from './elasticsearch-query.js';

/** A document in the fields of the mapping. */
export function documentOf(organizationId: string, document: SearchDocument): Record<string, unknown> {
  const { name, title, skills, companies, location, type, status, tags, text, ...words } = prepared(document);
  const head = text.slice(0, HIGHLIGHTED_CHARACTERS).toWellFormed();
  return {
    organization_id: organizationId,
    id: document.id,
    name,
    title,
    head,
    skills: skills.map(comparable),
    tags: tags.map(comparable),
    companies: companies.map(comparable),
    type: type && comparable(type),
    status: status && comparable(status),
    location: location && comparable(location),
    skill_keys: skills.map(keyOf),
    tag_keys: tags.map(keyOf),
    type_key: type && keyOf(type),
    status_key: status && keyOf(status),
    location_key: location && keyOf(location),
    name_words: words.fieldWords.name,
    title_words: words.fieldWords.title,
    skill_words: words.fieldWords.skill,
    company_words: words.fieldWords.company,
    location_words: words.fieldWords.location,
    tag_words: words.fieldWords.tag,
    email_words: words.fieldWords.email,
    known_words: words.knownWords,
    label_words: words.labelWords,
    text_words: words.textWords,
    head_words: plainText(head),
    name_order: comparable(words.fieldWords.name),
    updated_at: document.updatedAt.toISOString(),
  };
}
