export { startParserPool } from './parser-pool.js';
export { ParserPool, PARSE_FAILURE_CODES, PARSER_VERSION } from './parsing/index.js';
export type { ParsedResume, ParseFailureCode, ParseInput, ParseOutcome } from './parsing/index.js';
export { ownSpellings } from './domain/profile/own-spellings.js';
export type { OwnSkill } from './domain/profile/own-spellings.js';
export { startVirusScanner, virusScannerProvider } from './scanning/start-virus-scanner.js';
export { NoVirusScanner, VirusScanner } from './scanning/virus-scanner.js';
export type { ScanVerdict } from './scanning/virus-scanner.js';
