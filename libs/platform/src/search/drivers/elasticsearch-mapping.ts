import type { estypes } from '@elastic/elasticsearch';

/** Raised with every change of what is below: an index of another version is built anew. */
export const MAPPING_VERSION = 2;

/**
 * Words come prepared (`words.ts`): lower case letters and digits, without accents, one space apart. What is left to do is to stem them as the
 * PostgreSQL driver does.
 */
export const settings: estypes.IndicesIndexSettings = {
  number_of_shards: 1,
  auto_expand_replicas: '0-1',
  refresh_interval: '1s',
  analysis: {
    analyzer: {
      words: { type: 'custom', tokenizer: 'whitespace', filter: ['english_stems'] },
      whole_words: { type: 'custom', tokenizer: 'whitespace' },
    },
    filter: { english_stems: { type: 'stemmer', language: 'porter2' } },
  },
};

const words: estypes.MappingProperty = { type: 'text', analyzer: 'words' };
const key: estypes.MappingProperty = { type: 'keyword' };
/** Kept to be shown, never searched. */
const shown: estypes.MappingProperty = { type: 'keyword', index: false, doc_values: false };

export const mappings: estypes.MappingTypeMapping = {
  dynamic: 'strict',
  _meta: { version: MAPPING_VERSION },
  _routing: { required: true },
  // By far the largest field; it is searched and never read back.
  _source: { excludes: ['text_words'] },
  properties: {
    organization_id: key,
    id: key,
    name: shown,
    title: shown,
    head: shown,
    skills: key,
    tags: key,
    companies: key,
    type: key,
    status: key,
    location: key,
    skill_keys: key,
    tag_keys: key,
    type_key: key,
    status_key: key,
    location_key: key,
    name_words: words,
    title_words: words,
    skill_words: words,
    company_words: words,
    location_words: words,
    tag_words: words,
    email_words: words,
    label_words: words,
    // As they are spelt: of these a wrong word may be a slip.
    known_words: { type: 'text', analyzer: 'whole_words' },
    text_words: words,
    head_words: words,
    name_order: { type: 'keyword', index: false },
    updated_at: { type: 'date' },
  },
};
