import type { ProfileDto } from '@shortlist/contracts';

/** Changes whenever the same file could give another text or profile. */
export const PARSER_VERSION = '9';

/** Why a file could not be read. The list is closed: each code is stored, shown and counted. */
export const PARSE_FAILURE_CODES = [
  /** The content is none of the formats that are read, whatever the file is called. */
  'unsupported_type',
  /** No bytes. */
  'empty_file',
  /** A scan or a photograph, on a system without a program that recognises text, or with nothing on it that it recognises. */
  'needs_ocr',
  /** A password is needed to open the file. */
  'encrypted',
  /** The file breaks the rules of its own format so far that nothing can be read. */
  'corrupt',
  /** The file, or what it unpacks to, is beyond the limits. */
  'too_large',
  /** More pages than any resume has. */
  'too_many_pages',
  /** Reading took longer than the time limit; the process was killed. */
  'timeout',
  /** Reading took more memory than the limit; the process was killed. */
  'memory_limit',
  /** The file opens, and holds no words. */
  'no_text',
  /** The reading process died for no reason of this list. */
  'crashed',
] as const;
export type ParseFailureCode = (typeof PARSE_FAILURE_CODES)[number];

/** Something about a readable file that a person should look at. */
export type ParseFlag =
  /** Text that a machine reads and a person cannot see was left out. */
  | 'hidden_text'
  /** The text was recognised on a picture: letters may be wrong. */
  | 'recognized_text'
  /** Only the first pages were read. */
  | 'pages_truncated';

export interface ParsedResume {
  readonly ok: true;
  /** The stored text version, into which all evidence points. */
  readonly text: string;
  readonly profile: ProfileDto;
  readonly flags: string[];
  readonly parserVersion: string;
  /** Full national ids: to be encrypted at once, and never written into a profile, an event or a log. */
  readonly nationalIds: string[];
}

export interface ParseRefusal {
  readonly ok: false;
  readonly code: ParseFailureCode;
  /** For operators. Never holds words of the file. */
  readonly detail: string;
}

export type ParseOutcome = ParsedResume | ParseRefusal;

/** Thrown by the readers of the formats, and turned into a refusal. */
export class ParseError extends Error {
  constructor(
    readonly code: ParseFailureCode,
    detail: string,
  ) {
    super(detail);
    this.name = 'ParseError';
  }
}
