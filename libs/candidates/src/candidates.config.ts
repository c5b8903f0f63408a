import { defineVariables } from '@shortlist/platform';

export const candidatesVariables = defineVariables('candidates', {
  PARSER_TIME_LIMIT_MS: {
    type: 'integer',
    default: 15_000,
    min: 1_000,
    max: 120_000,
    description: 'Reading one resume may take this long; then its process is killed and the resume is reported as timeout.',
  },
  PARSER_MEMORY_LIMIT_BYTES: {
    type: 'integer',
    default: 512 * 1024 * 1024,
    min: 128 * 1024 * 1024,
    max: 4 * 1024 * 1024 * 1024,
    description: 'A parsing process that holds more memory is killed and its resume reported as memory_limit.',
  },
});
