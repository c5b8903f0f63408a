import { readFile } from 'node:fs/promises';
import type { ChildRequest } from './child-messages.js';
import type { OpticalReader } from './ocr/optical-reader.js';
import { ParseError } from './outcome.js';
import type { ParseOutcome } from './outcome.js';
import { ParserProcess } from './parser-process.js';
import type { ProcessLimits } from './parser-process.js';

export interface ParserPoolOptions {
  /** Processes that read at the same time; more files wait in line. */
  readonly size: number;
  /** A file that takes longer is given up. */
  readonly timeLimitMs?: number;
  /** A process that holds more resident memory is killed. */
  readonly memoryLimitBytes: number;
  /** Files after which a process is replaced, so that nothing of one file stays for long. */
  readonly recycleAfter: number;
  /** Reads scans and photographs; without it they end as `needs_ocr`. */
  readonly opticalReader?: Pick<OpticalReader, 'read'> | null;
}

export type ParseInput = ({ readonly bytes: Uint8Array } | { readonly path: string }) & {
  readonly fileName: string;
  /** The instant up to which current roles are counted. */
  readonly asOf: string;
  readonly ownSkills?: ChildRequest['ownSkills'];
};

interface Waiting {
  readonly resolve: (process: ParserProcess) => void;
  readonly reject: (error: Error) => void;
}

const DEFAULT_TIME_LIMIT_MS = 15_000;

/** Reads resumes in a bounded number of limited child processes, started ahead of need. One bad file ends its own process only. */
export class ParserPool {
  private readonly limits: ProcessLimits;
  private readonly idle: ParserProcess[] = [];
  private readonly all = new Set<ParserProcess>();
  private readonly waiting: Waiting[] = [];
  private readonly opticalReader: Pick<OpticalReader, 'read'> | null;
  private closed = false;

  constructor({ size, timeLimitMs = DEFAULT_TIME_LIMIT_MS, memoryLimitBytes, recycleAfter, opticalReader = null }: ParserPoolOptions) {
    this.opticalReader = opticalReader;
    this.limits = { timeLimitMs, memoryLimitBytes, recycleAfter };
    for (let count = 0; count < size; count += 1) this.give(this.launch());
  }

  /** Whether text on scans and photographs is recognised. */
  get recognizes(): boolean {
    return this.opticalReader !== null;
  }

  /** Reads one file. Every failure of the file is an outcome; only a closed pool or an aborted wait rejects. */
  async parse(input: ParseInput, signal?: AbortSignal): Promise<ParseOutcome> {
    signal?.throwIfAborted();
    const process = await this.take();
    try {
      signal?.throwIfAborted();
      if (!(await process.ready)) return { ok: false, code: 'crashed', detail: 'the parsing process did not start' };
      const outcome = await process.parse(
        { ...('bytes' in input ? { bytes: input.bytes } : { path: input.path }), ...contextOf(input) },
        signal,
      );
      return !outcome.ok && outcome.code === 'needs_ocr' && this.opticalReader ? await this.recognize(process, input, signal) : outcome;
    } finally {
      this.give(process);
    }
  }

  /** The place in the pool is kept meanwhile, so that no more files are recognised at once than are read. */
  private async recognize(process: ParserProcess, input: ParseInput, signal?: AbortSignal): Promise<ParseOutcome> {
    try {
      const bytes = 'bytes' in input ? input.bytes : await readFile(input.path);
      const recognized = (await this.opticalReader?.read(bytes, signal)) ?? [];
      return await process.parse({ recognized, ...contextOf(input) }, signal);
    } catch (error) {
      if (error instanceof ParseError) return { ok: false, code: error.code, detail: error.message };
      throw error;
    }
  }

  /** Ends every process. Files that are being read end as `crashed`, files in line are rejected. */
  async close(): Promise<void> {
    this.closed = true;
    for (const { reject } of this.waiting.splice(0)) reject(new Error('The parser pool is closed.'));
    for (const process of this.all) process.kill();
    await Promise.all([...this.all].map(({ ready }) => ready));
  }

  private launch(): ParserProcess {
    const process = new ParserProcess(this.limits);
    this.all.add(process);
    return process;
  }

  private take(): Promise<ParserProcess> {
    if (this.closed) return Promise.reject(new Error('The parser pool is closed.'));
    const process = this.idle.shift();
    return process ? Promise.resolve(process) : new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
  }

  private give(process: ParserProcess): void {
    if (this.closed) return;
    let next = process;
    if (!process.isUsable) {
      process.kill();
      this.all.delete(process);
      next = this.launch();
    }
    const waiting = this.waiting.shift();
    if (waiting) waiting.resolve(next);
    else this.idle.push(next);
  }
}

function contextOf({ asOf, ownSkills = [] }: ParseInput): Pick<ChildRequest, 'asOf' | 'ownSkills'> {
  return { asOf, ownSkills };
}
