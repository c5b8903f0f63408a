import type { Environment } from '@shortlist/platform';
import { resumeReaderVariables } from './resume-reader.config.js';
import { OpticalReader, ParserPool } from './parsing/index.js';

/** Files after which a parsing process is replaced, so that nothing of one file stays for long. A start costs as much as a hundred texts. */
const FILES_PER_PROCESS = 200;
const USUAL_SIZE = 2;

/** The pool with the limits of this installation, and with the program that recognises text if the system has it, for whoever reads resumes. `size` files are read at the same time. */
export function startParserPool(environment: Environment, size = USUAL_SIZE): ParserPool {
  const { PARSER_TIME_LIMIT_MS, PARSER_MEMORY_LIMIT_BYTES, PARSER_OCR_LANGUAGES, PARSER_OCR_TIME_LIMIT_MS } =
    environment.read(resumeReaderVariables);
  return new ParserPool({
    size,
    timeLimitMs: PARSER_TIME_LIMIT_MS,
    memoryLimitBytes: PARSER_MEMORY_LIMIT_BYTES,
    recycleAfter: FILES_PER_PROCESS,
    opticalReader: OpticalReader.find({ timeLimitMs: PARSER_OCR_TIME_LIMIT_MS, languages: PARSER_OCR_LANGUAGES }),
  });
}
