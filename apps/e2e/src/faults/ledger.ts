import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';

/** One submission that the client knows it sent, and the receipt once it has one. */
export interface LedgerEntry {
  readonly key: string;
  readonly email: string;
  readonly receipt?: string;
}

/** What the client wrote down before it believed anything: every line is on disk before the next step. */
export class Ledger {
  private readonly file: number;
  /** Receipts noted so far. */
  accepted = 0;

  constructor(private readonly path: string) {
    this.file = openSync(path, 'a');
  }

  note(entry: LedgerEntry): void {
    writeSync(this.file, `${JSON.stringify(entry)}\n`);
    fsyncSync(this.file);
    if (entry.receipt !== undefined) this.accepted += 1;
  }

  /** Entries with a receipt, one per key. */
  receipts(): LedgerEntry[] {
    const lines = readFileSync(this.path, 'utf8').split('\n').filter(Boolean);
    const entries = lines.map((line) => JSON.parse(line) as LedgerEntry).filter((entry) => entry.receipt !== undefined);
    return [...new Map(entries.map((entry) => [entry.key, entry])).values()];
  }

  close(): void {
    closeSync(this.file);
  }
}
