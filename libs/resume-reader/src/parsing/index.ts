export { ParserPool } from './pool.js';
export type { ParseInput, ParserPoolOptions } from './pool.js';
export { OpticalReader } from './ocr/optical-reader.js';
export { HAS_SYSTEM_LIMITS } from './parser-process.js';
export { PARSE_FAILURE_CODES, PARSER_VERSION } from './outcome.js';
export type { ParsedResume, ParseFailureCode, ParseFlag, ParseOutcome, ParseRefusal } from './outcome.js';
