import { describe, expect, it } from '@jest/globals';
import { ParseError } from '../outcome.js';
import { readDoc } from './doc.js';
import { formatOf } from './format.js';

const SECTOR = 512;
/** Streams as long as this lie in sectors of their own. */
const STREAM = 4_096;

/** A compound file with two streams, each in eight sectors, after the allocation table and the directory. */
function compoundFile(document: Buffer, table: Buffer): Buffer {
  const header = Buffer.alloc(SECTOR);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header);
  header.writeUInt16LE(9, 0x1e);
  header.writeUInt32LE(1, 0x2c);
  header.writeUInt32LE(1, 0x30);
  header.writeUInt32LE(0xfffffffe, 0x3c);
  header.writeUInt32LE(0xfffffffe, 0x44);
  header.fill(0xff, 0x4c);
  header.writeUInt32LE(0, 0x4c);
  const fat = Buffer.alloc(SECTOR, 0xff);
  const chain = (first: number, count: number): void => {
    for (let index = 0; index < count; index += 1)
      fat.writeUInt32LE(index === count - 1 ? 0xfffffffe : first + index + 1, (first + index) * 4);
  };
  fat.writeUInt32LE(0xfffffffd, 0);
  chain(1, 1);
  chain(2, STREAM / SECTOR);
  chain(10, STREAM / SECTOR);
  const entries = [
    entry('Root Entry', 5, 0xfffffffe, 0),
    entry('WordDocument', 2, 2, STREAM),
    entry('1Table', 2, 10, STREAM),
    Buffer.alloc(128),
  ];
  return Buffer.concat([header, fat, ...entries, padded(document), padded(table)]);
}

function entry(name: string, type: number, start: number, length: number): Buffer {
  const bytes = Buffer.alloc(128);
  bytes.write(name, 'utf16le');
  bytes.writeUInt16LE((name.length + 1) * 2, 64);
  bytes.writeUInt8(type, 66);
  bytes.writeUInt32LE(start, 116);
  bytes.writeUInt32LE(length, 120);
  return bytes;
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(STREAM - bytes.length)]);
}

/** A document of two pieces: the first in one byte a letter, the second in UTF-16; `comment` follows the main text. */
function wordFile(latin: string, wide: string, { flags = 0x0200, comment = '', version = 0xc1 } = {}): Buffer {
  const fib = Buffer.alloc(0x400);
  fib.writeUInt16LE(0xa5ec, 0);
  fib.writeUInt16LE(version, 2);
  fib.writeUInt16LE(flags, 0x0a);
  fib.writeUInt32LE(latin.length + wide.length, 0x4c);
  fib.writeUInt32LE(comment.length, 0x5c);
  const first = Buffer.from(latin, 'latin1');
  const second = Buffer.from(wide + comment, 'utf16le');
  const pieces = Buffer.alloc(3 * 4 + 2 * 8);
  [0, latin.length, latin.length + wide.length + comment.length].forEach((position, index) => pieces.writeUInt32LE(position, index * 4));
  pieces.writeUInt32LE((0x400 * 2) | 0x40000000, 12 + 2);
  pieces.writeUInt32LE(0x400 + first.length, 20 + 2);
  const clx = Buffer.concat([Buffer.from([1, 2, 0, 9, 9, 2]), Buffer.from(Uint32Array.of(pieces.length).buffer), pieces]);
  fib.writeUInt32LE(16, 0x01a2);
  fib.writeUInt32LE(clx.length, 0x01a6);
  return compoundFile(Buffer.concat([fib, first, second]), Buffer.concat([Buffer.alloc(16), clx]));
}

const textsOf = (bytes: Uint8Array): string[] =>
  readDoc(bytes)
    .lines.map(({ text }) => text)
    .filter((text) => text.trim() !== '');

function codeOf(bytes: Uint8Array): string {
  try {
    readDoc(bytes);
    return 'read';
  } catch (error) {
    return error instanceof ParseError ? error.code : 'crashed';
  }
}

describe('a Word document of the old kind', () => {
  it('is read through its piece table, in both encodings, with rows of tables on a line each', () => {
    const bytes = wordFile('Ada Ex\xe4mple\rNurse\x07Lahore\x07\x07', 'اردو\rlast\x0bline\r');
    expect(formatOf(bytes)).toBe('doc');
    expect(textsOf(bytes)).toEqual(['Ada Exämple', 'Nurse\tLahore', 'اردو', 'last', 'line']);
  });

  it('shows what fields show, and no instruction, picture or comment', () => {
    const bytes = wordFile('Mail: \x13 HYPERLINK "mailto:x" \x14\x13 REF a \x14ada@example.org\x15\x15 \x01here\r', 'end\r', {
      comment: 'hire her',
    });
    expect(textsOf(bytes).map((text) => text.trim())).toEqual(['Mail: ada@example.org here', 'end']);
  });

  it('says why it cannot be read', () => {
    const whole = wordFile('some words\r', 'more\r');
    expect(codeOf(wordFile('secret\r', '', { flags: 0x0300 }))).toBe('encrypted');
    expect(codeOf(wordFile('\r', ' \r'))).toBe('no_text');
    expect(codeOf(wordFile('old\r', '', { version: 0x65 }))).toBe('unsupported_type');
    expect(codeOf(whole.subarray(0, 2_000))).toBe('corrupt');
  });

  it('ends in a stated code however a byte of it is changed', () => {
    const whole = wordFile('some words\rand more of them\r', 'rest\r');
    for (let at = 0; at < 3_000; at += 7) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 0xff;
      expect(codeOf(changed)).not.toBe('crashed');
    }
  });
});
