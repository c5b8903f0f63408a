import { statSync } from 'node:fs';
import type { ParseOutcome, ParserPool } from '@shortlist/resume-reader';
import { UsageError } from '../exit-codes.js';
import { MOST_RESUME_BYTES } from '../screening/resume-folder.js';
import type { ResumeOnDisk } from '../screening/resume-folder.js';
import { resumeReport } from './resume-report.js';
import type { ResumeReport } from './resume-report.js';

/** The files as they were named. One that is not there is a wrong call, not an unreadable resume. */
export function namedFiles(names: readonly string[]): ResumeOnDisk[] {
  return names.map((file) => {
    const found = statSync(file, { throwIfNoEntry: false });
    if (!found?.isFile()) throw new UsageError(`${file} is not a file.`);
    return { file, path: file, bytes: found.size };
  });
}

/** Reads every file in the limited processes of the pool, and reports in the order of the files. */
export function readResumes(
  pool: Pick<ParserPool, 'parse'>,
  files: readonly ResumeOnDisk[],
  asOf: string,
  onRead: (done: number) => void,
): Promise<ResumeReport[]> {
  let done = 0;
  return Promise.all(
    files.map(async ({ file, path, bytes }) => {
      const outcome: ParseOutcome =
        bytes > MOST_RESUME_BYTES
          ? { ok: false, code: 'too_large', detail: `${bytes} bytes` }
          : await pool.parse({ path, fileName: file, asOf });
      onRead((done += 1));
      return resumeReport(file, outcome);
    }),
  );
}
