/** What a virus scanner said of a file. */
export const SCANS = ['clean', 'infected'] as const;
export type Scan = (typeof SCANS)[number];

/** What is known of a file after another look; null: no scanner was ever asked. What one refused stays refused while none is set up. */
export function scanAfter(before: Scan | null, isClean: boolean, hasScanner: boolean): Scan | null {
  if (!isClean) return 'infected';
  return hasScanner ? 'clean' : before;
}

/** Whether a file may be handed out. Where a scanner is set up, only what it has seen. */
export function mayBeHandedOut(scan: Scan | null, hasScanner: boolean): boolean {
  return scan === 'clean' || (scan === null && !hasScanner);
}
