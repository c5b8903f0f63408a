import { Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { CodedError, Environment } from '@shortlist/platform';
import { VirusScanner, startParserPool } from '@shortlist/resume-reader';
import type { OwnSkill, ParseOutcome, ParserPool } from '@shortlist/resume-reader';

/** Read at the same time; more wait. */
const AT_ONCE = 2;
/** Files that wait hold their bytes in memory. */
const MOST_WAITING = 20;

/** What became of a file: a profile, or why there is none. */
export type CvOutcome = ParseOutcome | { readonly ok: false; readonly code: 'infected'; readonly detail: string };

/**
 * Reads files that are stored nowhere, in limited child processes, scanned before where the installation scans. The processes start with the first
 * file.
 */
@Injectable()
export class CvReader implements OnApplicationShutdown {
  private pool: ParserPool | null = null;
  private waiting = 0;

  constructor(
    private readonly environment: Environment,
    private readonly scanner: VirusScanner,
  ) {}

  /**
   * `ownSkills` are known beside the taxonomy. Throws `screening.cv_reader_busy` while too many wait, and `screening.cv_not_scanned` when the scanner gives no
   * verdict.
   */
  async read(bytes: Uint8Array, fileName: string, asOf: Date, ownSkills: readonly OwnSkill[] = []): Promise<CvOutcome> {
    if (this.waiting >= MOST_WAITING) throw busy();
    this.waiting += 1;
    try {
      this.pool ??= startParserPool(this.environment, AT_ONCE);
      const { pool } = this;
      const verdict = await this.scanner.scan(bytes).catch((error: unknown) => {
        throw notScanned(error);
      });
      if (!verdict.clean) return { ok: false, code: 'infected', detail: `The virus scanner found ${verdict.signature}.` };
      const input = { bytes, fileName, asOf: asOf.toISOString(), ownSkills };
      const outcome = await pool.parse(input);
      // A process also dies when the machine runs short: a crash counts when it happens twice.
      return !outcome.ok && outcome.code === 'crashed' ? await pool.parse(input) : outcome;
    } finally {
      this.waiting -= 1;
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool?.close();
  }
}

const busy = (): CodedError =>
  new CodedError('screening.cv_reader_busy', 'unavailable', 'Too many files are being read. Try again.', { retryAfterSeconds: 5 });
const notScanned = (cause: unknown): CodedError =>
  new CodedError('screening.cv_not_scanned', 'unavailable', 'The file could not be scanned for viruses, so it was not read.', { cause });
