import { fromBufferPromise } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { ParseError } from '../outcome.js';

/** Bytes that all read parts together may unpack to, counted while they unpack: declared sizes lie. */
const MOST_BYTES = 100 * 1024 * 1024;
/** Markup compresses to a tenth; beyond this share, and above what a small part may reach, it is a bomb. */
const MOST_RATIO = 100;
const RATIO_FREE_BYTES = 1024 * 1024;
const MOST_ENTRIES = 2_000;

/** Reads the wanted parts of a ZIP container into memory, under limits. */
export async function readParts(bytes: Uint8Array, isWanted: (name: string) => boolean): Promise<Map<string, string>> {
  const zip = await open(bytes);
  const parts = new Map<string, string>();
  const budget = { left: MOST_BYTES };
  try {
    for await (const entry of entriesOf(zip)) {
      if ((entry.generalPurposeBitFlag & 1) === 1) throw new ParseError('encrypted', 'the container is encrypted');
      if (isWanted(entry.fileName) && !parts.has(entry.fileName)) parts.set(entry.fileName, decodeXml(await inflate(zip, entry, budget)));
    }
  } catch (error) {
    throw error instanceof ParseError || error instanceof RangeError ? error : new ParseError('corrupt', 'the container is damaged');
  } finally {
    zip.close();
  }
  return parts;
}

async function open(bytes: Uint8Array): Promise<ZipFile> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const zip = await fromBufferPromise(buffer, { lazyEntries: true, validateEntrySizes: true }).catch(() => {
    throw new ParseError('corrupt', 'the container has no readable directory');
  });
  if (zip.entryCount > MOST_ENTRIES) throw new ParseError('too_large', `${zip.entryCount} entries`);
  return zip;
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  for (let count = 0; count < zip.entryCount; count += 1) {
    yield await new Promise<Entry>((resolve, reject) => {
      zip.once('entry', resolve);
      zip.once('error', reject);
      zip.once('end', () => reject(new Error('fewer entries than stated')));
      zip.readEntry();
    });
    zip.removeAllListeners();
  }
}

async function inflate(zip: ZipFile, entry: Entry, budget: { left: number }): Promise<Buffer> {
  const stream = await zip.openReadStreamPromise(entry);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    budget.left -= chunk.length;
    const bomb = size > RATIO_FREE_BYTES && size > entry.compressedSize * MOST_RATIO;
    if (budget.left < 0 || bomb) {
      stream.destroy();
      throw new ParseError(
        'too_large',
        bomb ? `a part unpacks to more than ${MOST_RATIO} times its size` : `more than ${MOST_BYTES} bytes unpacked`,
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function decodeXml(bytes: Buffer): string {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
  return new TextDecoder(wide ?? 'utf-8').decode(bytes);
}
