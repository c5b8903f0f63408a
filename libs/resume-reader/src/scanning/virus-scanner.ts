/** What a scan found. */
export type ScanVerdict = { readonly clean: true } | { readonly clean: false; readonly signature: string };

/** Looks at files before anything reads them. A scanner that cannot answer throws: nothing passes unscanned. */
export abstract class VirusScanner {
  /** For `/health`: which scanner is used. */
  abstract readonly kind: 'none' | 'clamd';
  abstract scan(bytes: Uint8Array, signal?: AbortSignal): Promise<ScanVerdict>;
  /** Whether it would answer now. */
  abstract isReachable(): Promise<boolean>;
}

/** No scanner is set up: every file passes, and `/health` says so. */
export class NoVirusScanner extends VirusScanner {
  readonly kind = 'none';

  async scan(): Promise<ScanVerdict> {
    return { clean: true };
  }

  async isReachable(): Promise<boolean> {
    return true;
  }
}
