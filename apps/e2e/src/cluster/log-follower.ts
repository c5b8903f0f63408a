import { closeSync, openSync, readSync } from 'node:fs';

const PAUSE_MS = 200;
const CHUNK_BYTES = 64 * 1024;

/** A log that somebody wants to see. */
export interface FollowedLog {
  readonly name: string;
  readonly file: string;
  /** Where its first line begins, for a file that holds older ones. */
  readonly from: number;
}

/** Hands on the lines of logs as they come. */
export class LogFollower {
  private readonly timer: NodeJS.Timeout;
  private readonly offsets = new Map<string, number>();

  /** `logs` is asked again and again: more may come. */
  constructor(
    private readonly logs: () => readonly FollowedLog[],
    private readonly onLine: (name: string, line: string) => void,
  ) {
    this.timer = setInterval(() => this.readNew(), PAUSE_MS);
  }

  /** Reads what is there once more and ends. */
  stop(): void {
    clearInterval(this.timer);
    this.readNew();
  }

  private readNew(): void {
    for (const { name, file, from } of this.logs()) {
      const offset = this.offsets.get(file) ?? from;
      const text = linesFrom(file, offset);
      this.offsets.set(file, offset + text.length);
      for (const line of text.toString('utf8').split('\n')) if (line !== '') this.onLine(name, line);
    }
  }
}

/** Whole lines that a file holds from there on, as many as fit; none when there is no file yet. */
function linesFrom(file: string, offset: number): Buffer {
  const chunk = Buffer.alloc(CHUNK_BYTES);
  try {
    const opened = openSync(file, 'r');
    try {
      const read = readSync(opened, chunk, 0, CHUNK_BYTES, offset);
      const end = chunk.lastIndexOf('\n', read - 1) + 1;
      // A line that is longer than all that is read at once comes in pieces.
      return chunk.subarray(0, end === 0 && read === CHUNK_BYTES ? read : end);
    } finally {
      closeSync(opened);
    }
  } catch {
    return chunk.subarray(0, 0);
  }
}
