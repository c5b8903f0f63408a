import { defineVariables } from '../config/variables.js';

export const searchVariables = defineVariables('search', {
  SEARCH_DRIVER: {
    type: 'text',
    oneOf: ['postgres', 'elasticsearch'],
    default: 'postgres',
    description: 'What searches candidates: the database, or an Elasticsearch of version 9.',
  },
  ELASTICSEARCH_URL: {
    type: 'text',
    optional: true,
    secret: true,
    description: 'With SEARCH_DRIVER=elasticsearch: https://user:password@host:9200, without a user where ELASTICSEARCH_API_KEY is given.',
  },
  ELASTICSEARCH_API_KEY: {
    type: 'text',
    optional: true,
    secret: true,
    description: 'An API key that may do everything with indexes of ELASTICSEARCH_INDEX.',
  },
  ELASTICSEARCH_INDEX: {
    type: 'text',
    default: 'shortlist-candidates',
    description: 'Alias of the index; indexes are called after it and the time they were made.',
  },
  ELASTICSEARCH_TIMEOUT_MS: { type: 'integer', min: 100, default: 10_000, description: 'Longest wait for an answer of Elasticsearch.' },
});
