/** Candidates whose scores stand in one block. */
export const BLOCK_SIZE = 256;

const BYTES = 2;
const NO_SCORE = 0xff_ff;
/** A score has 10,001 values, which leaves the highest bit. */
const GEM = 0x80_00;

/** What a job and a candidate are to each other. */
export interface PairScore {
  /** 0 to 100 with two decimals. */
  readonly score: number;
  readonly isHiddenGem: boolean;
}

/** Scores of one job with the 256 candidates of one block, two bytes each; a copy of what is given. */
export class ScoreBlock {
  private readonly bytes: Buffer;

  constructor(bytes: Uint8Array | null = null) {
    this.bytes = bytes ? Buffer.from(bytes) : Buffer.alloc(BLOCK_SIZE * BYTES, 0xff);
  }

  static of(ordinal: number): number {
    return Math.floor(ordinal / BLOCK_SIZE);
  }

  get(ordinal: number): PairScore | null {
    const value = this.bytes.readUInt16BE((ordinal % BLOCK_SIZE) * BYTES);
    return value === NO_SCORE ? null : { score: (value & ~GEM) / 100, isHiddenGem: (value & GEM) !== 0 };
  }

  set(ordinal: number, pair: PairScore | null): void {
    const value = pair === null ? NO_SCORE : Math.round(pair.score * 100) | (pair.isHiddenGem ? GEM : 0);
    this.bytes.writeUInt16BE(value, (ordinal % BLOCK_SIZE) * BYTES);
  }

  /** Every score of the block, with the ordinals that it has in block number `block`. */
  entries(block: number): { readonly ordinal: number; readonly pair: PairScore }[] {
    return Array.from({ length: BLOCK_SIZE }, (_, index) => block * BLOCK_SIZE + index).flatMap((ordinal) => {
      const pair = this.get(ordinal);
      return pair === null ? [] : [{ ordinal, pair }];
    });
  }

  toBytes(): Buffer {
    return this.bytes;
  }
}
