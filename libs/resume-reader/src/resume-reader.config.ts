import { defineVariables } from '@shortlist/platform';

export const resumeReaderVariables = defineVariables('resume-reader', {
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
  PARSER_OCR_LANGUAGES: {
    type: 'text',
    default: 'eng',
    description: 'Languages in which text on scans is recognised, as tesseract calls its data (eng+deu+urd); it must be installed.',
  },
  PARSER_OCR_TIME_LIMIT_MS: {
    type: 'integer',
    default: 60_000,
    min: 1_000,
    max: 600_000,
    description: 'Recognising the text of one scan may take this long; then the resume is reported as timeout.',
  },
  CLAMD_URL: {
    type: 'text',
    optional: true,
    description:
      "ClamAV's daemon, tcp://host:port or unix:/path: resumes are scanned before they are read, and none is read while it is away. Without it no file is scanned.",
  },
  CLAMD_TIME_LIMIT_MS: {
    type: 'integer',
    default: 30_000,
    min: 1_000,
    max: 300_000,
    description: 'Scanning one resume may take this long.',
  },
});
