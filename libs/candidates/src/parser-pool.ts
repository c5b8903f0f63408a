import type { Environment } from '@shortlist/platform';
import { candidatesVariables } from './candidates.config.js';
import { ParserPool } from './parsing/index.js';
import { PARSES_AT_ONCE } from './tasks/parse-resume.js';

/** Files after which a parsing process is replaced, so that nothing of one file stays for long. A start costs as much as a hundred texts. */
const FILES_PER_PROCESS = 200;

/** The pool with the limits of this installation, for whoever reads resumes: the worker and the command line. */
export function startParserPool(environment: Environment): ParserPool {
  const { PARSER_TIME_LIMIT_MS, PARSER_MEMORY_LIMIT_BYTES } = environment.read(candidatesVariables);
  return new ParserPool({
    size: PARSES_AT_ONCE,
    timeLimitMs: PARSER_TIME_LIMIT_MS,
    memoryLimitBytes: PARSER_MEMORY_LIMIT_BYTES,
    recycleAfter: FILES_PER_PROCESS,
  });
}
