import { ParseError } from '../outcome.js';

/** Sector numbers that are no sectors (MS-CFB 2.1). */
const END_OF_CHAIN = 0xfffffffe;
const LARGEST_SECTOR = 0xfffffffa;
/** Streams below this length lie in the mini stream. */
const MINI_STREAM_CUTOFF = 4_096;
const MINI_SECTOR = 64;
const ENTRY_BYTES = 128;
const STREAM = 2;
const ROOT = 5;
const MOST_ENTRIES = 10_000;

interface Entry {
  readonly name: string;
  readonly type: number;
  readonly start: number;
  readonly length: number;
}

/** Reads streams of an OLE compound file (MS-CFB): the container of Word, Excel and PowerPoint files up to 2003. */
export class CompoundFile {
  private readonly view: DataView;
  private readonly sectorBytes: number;
  private readonly fat: number[];
  private readonly miniFat: number[];
  private readonly entries: Entry[];
  private readonly miniStream: Uint8Array;

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const shift = this.u16(0x1e);
    if (shift !== 9 && shift !== 12) throw new ParseError('corrupt', 'the compound file has an unknown sector size');
    this.sectorBytes = 2 ** shift;
    this.fat = this.readFat();
    this.entries = this.readEntries();
    this.miniFat = numbersOf(this.readChain(this.u32(0x3c)));
    const root = this.entries.find(({ type }) => type === ROOT);
    this.miniStream = root ? this.readChain(root.start).subarray(0, root.length) : new Uint8Array();
  }

  /** The bytes of a stream, or null where there is none of that name. */
  stream(name: string): Uint8Array | null {
    const entry = this.entries.find((each) => each.type === STREAM && each.name === name);
    if (!entry) return null;
    const content = entry.length < MINI_STREAM_CUTOFF ? this.readMiniChain(entry.start) : this.readChain(entry.start);
    return content.subarray(0, entry.length);
  }

  /** The allocation table lies in sectors that the header lists, and in further ones that a chain of sectors lists. */
  private readFat(): number[] {
    const sectors = Array.from({ length: 109 }, (_, index) => this.u32(0x4c + index * 4));
    let next = this.u32(0x44);
    for (let count = this.u32(0x48); count > 0 && next <= LARGEST_SECTOR; count -= 1) {
      const numbers = numbersOf(this.sector(next));
      next = numbers.pop() ?? END_OF_CHAIN;
      sectors.push(...numbers);
      if (sectors.length * this.sectorBytes > this.bytes.length) break;
    }
    return sectors.filter((sector) => sector <= LARGEST_SECTOR).flatMap((sector) => numbersOf(this.sector(sector)));
  }

  private readEntries(): Entry[] {
    const directory = this.readChain(this.u32(0x30));
    const view = new DataView(directory.buffer, directory.byteOffset, directory.byteLength);
    const count = Math.min(Math.floor(directory.length / ENTRY_BYTES), MOST_ENTRIES);
    return Array.from({ length: count }, (_, index) => {
      const at = index * ENTRY_BYTES;
      const nameBytes = Math.min(64, Math.max(0, view.getUint16(at + 64, true) - 2));
      return {
        name: new TextDecoder('utf-16le').decode(directory.subarray(at, at + nameBytes)),
        type: view.getUint8(at + 66),
        start: view.getUint32(at + 116, true),
        length: view.getUint32(at + 120, true),
      };
    });
  }

  private readChain(start: number): Uint8Array {
    return joined(this.chain(start, this.fat).map((sector) => this.sector(sector)));
  }

  private readMiniChain(start: number): Uint8Array {
    return joined(
      this.chain(start, this.miniFat).map((sector) => this.miniStream.subarray(sector * MINI_SECTOR, (sector + 1) * MINI_SECTOR)),
    );
  }

  private chain(start: number, table: readonly number[]): number[] {
    const sectors: number[] = [];
    for (let sector = start; sector <= LARGEST_SECTOR; sector = table[sector] ?? END_OF_CHAIN) {
      if (sectors.length > table.length) throw new ParseError('corrupt', 'a chain of sectors goes round in a circle');
      sectors.push(sector);
    }
    return sectors;
  }

  private sector(number: number): Uint8Array {
    const at = (number + 1) * this.sectorBytes;
    if (at >= this.bytes.length) throw new ParseError('corrupt', 'a sector lies beyond the end of the file');
    return this.bytes.subarray(at, at + this.sectorBytes);
  }

  private u16(at: number): number {
    if (at + 2 > this.bytes.length) throw new ParseError('corrupt', 'the compound file is cut off');
    return this.view.getUint16(at, true);
  }

  private u32(at: number): number {
    if (at + 4 > this.bytes.length) throw new ParseError('corrupt', 'the compound file is cut off');
    return this.view.getUint32(at, true);
  }
}

function numbersOf(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, index) => view.getUint32(index * 4, true));
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
