import type { Glyph } from '../../domain/layout/words.js';
import { ParseError } from '../outcome.js';
import { findProgram, ProgramFailure, runLimited } from './limited-program.js';
import { recognizedGlyphs } from './recognized-glyphs.js';

/** Enough for print of eight points; more takes longer and finds no more. */
const DPI = 200;
/** A scanned resume is read up to here. */
const MOST_PAGES = 6;
const MIB = 1024 ** 2;
/** A page of A4 at 200 dpi in grey is 4 MiB; leptonica keeps several copies of it. */
const MEMORY_LIMIT = 1024 * MIB;
const OUTPUT_LIMIT = 64 * MIB;

export interface OpticalReaderOptions {
  /** For one file, all pages together. */
  readonly timeLimitMs: number;
  /** Names of tesseract's data, joined by `+`. */
  readonly languages: string;
}

/** Reads pictures of text with tesseract, and scanned PDF files with pdftoppm of poppler before it, each in a limited process of its own. */
export class OpticalReader {
  private constructor(
    private readonly tesseract: string,
    private readonly pdftoppm: string | null,
    private readonly options: OpticalReaderOptions,
  ) {}

  /** The reader, if this system has tesseract; without pdftoppm it reads images only. */
  static find(options: OpticalReaderOptions): OpticalReader | null {
    const tesseract = findProgram('tesseract');
    return tesseract === null ? null : new OpticalReader(tesseract, findProgram('pdftoppm'), options);
  }

  /** Glyphs of each page; none where nothing was recognised. Fails as `timeout`, `memory_limit` or `needs_ocr`. */
  async read(bytes: Uint8Array, signal?: AbortSignal): Promise<Glyph[][]> {
    const until = Date.now() + this.options.timeLimitMs;
    try {
      if (bytes[0] === 0x89 || bytes[0] === 0xff) return [await this.recognize(bytes, until, signal)];
      return await this.readPages(bytes, until, signal);
    } catch (error) {
      if (!(error instanceof ProgramFailure)) throw error;
      if (error.reason === 'time') throw new ParseError('timeout', `${this.options.timeLimitMs} ms of recognising text`);
      throw new ParseError(error.reason === 'output' ? 'memory_limit' : 'needs_ocr', error.message);
    }
  }

  private async readPages(bytes: Uint8Array, until: number, signal?: AbortSignal): Promise<Glyph[][]> {
    if (this.pdftoppm === null) throw new ParseError('needs_ocr', 'pdftoppm is not installed');
    const pages: Glyph[][] = [];
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const args = ['-f', `${page}`, '-l', `${page}`, '-r', `${DPI}`, '-gray', '-png', '-'];
      const image = await this.run(this.pdftoppm, args, bytes, until, signal).catch((error: unknown) => {
        // Beyond the last page the program fails; so it does on a file without a page.
        if (error instanceof ProgramFailure && error.reason === 'exit' && page > 1) return null;
        throw error;
      });
      if (image === null || image.length === 0) break;
      pages.push(await this.recognize(image, until, signal));
    }
    return pages;
  }

  private async recognize(image: Uint8Array, until: number, signal?: AbortSignal): Promise<Glyph[]> {
    const args = ['stdin', 'stdout', '-l', this.options.languages, '--dpi', `${DPI}`, 'tsv'];
    return recognizedGlyphs((await this.run(this.tesseract, args, image, until, signal)).toString('utf8'), DPI);
  }

  private run(program: string, args: readonly string[], input: Uint8Array, until: number, signal?: AbortSignal): Promise<Buffer> {
    const limits = { timeLimitMs: Math.max(1, until - Date.now()), memoryLimitBytes: MEMORY_LIMIT, outputLimitBytes: OUTPUT_LIMIT };
    return runLimited(program, args, input, limits, signal);
  }
}
