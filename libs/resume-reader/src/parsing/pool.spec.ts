import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, describe, expect, it } from '@jest/globals';
import { ParseError } from './outcome.js';
import { ParserPool } from './pool.js';

const ASOF = '2026-01-01T00:00:00.000Z';
const MIB = 1024 ** 2;
const GOOD = new TextEncoder().encode('Ada Example\nada@example.org\n\nSkills\nPython, SQL\n');

function pdf(content: Uint8Array, filter: string): Uint8Array {
  const parts = [
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n',
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>endobj\n',
    '5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n',
    `4 0 obj<</Length ${content.length}${filter}>>stream\n`,
  ];
  return Buffer.concat([Buffer.from(parts.join('')), content, Buffer.from('\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF')]);
}

/** Inflates twice, from a few kilobytes to more than the memory of the process. */
function bomb(): Uint8Array {
  return pdf(deflateSync(deflateSync(Buffer.alloc(900 * MIB, ' '))), '/Filter[/FlateDecode/FlateDecode]');
}

/** Hundreds of thousands of glyphs: minutes of work for a page that nobody reads. */
function endless(): Uint8Array {
  const words = `BT /F 9 Tf ${'1 0 0 1 20 20 Tm (words without an end) Tj '.repeat(1_500_000)} ET`;
  return pdf(deflateSync(Buffer.from(words)), '/Filter/FlateDecode');
}

describe('ParserPool', () => {
  const pools: ParserPool[] = [];
  const pool = (options: Partial<ConstructorParameters<typeof ParserPool>[0]> = {}): ParserPool => {
    const made = new ParserPool({ size: 1, memoryLimitBytes: 600 * MIB, recycleAfter: 50, ...options });
    pools.push(made);
    return made;
  };
  afterAll(() => Promise.all(pools.map((made) => made.close())));

  it('reads a file from bytes and from a path', async () => {
    const parser = pool();
    const path = join(mkdtempSync(join(tmpdir(), 'parser-')), 'resume.txt');
    writeFileSync(path, GOOD);
    for (const source of [{ bytes: GOOD }, { path }]) {
      const outcome = await parser.parse({ ...source, fileName: 'resume.txt', asOf: ASOF });
      expect(outcome).toMatchObject({ ok: true, profile: { name: { value: 'Ada Example' }, emails: [{ value: 'ada@example.org' }] } });
    }
  });

  it('lets a program recognise the text of a picture where there is one, and says needs_ocr where there is none', async () => {
    const png = Buffer.alloc(33);
    Buffer.from('89504e470d0a1a0a', 'hex').copy(png);
    png.writeUInt32BE(640, 16);
    png.writeUInt32BE(480, 20);
    const input = { bytes: new Uint8Array(png), fileName: 'scan.png', asOf: ASOF };
    const letters = [...'Ada Example'].map((text, index) => ({
      text,
      left: index * 9,
      right: index * 9 + 8,
      baseline: 50,
      size: 20,
      bold: false,
    }));
    const read = async (): Promise<(typeof letters)[]> => [letters];
    expect(await pool().parse(input)).toMatchObject({ ok: false, code: 'needs_ocr' });
    expect(await pool({ opticalReader: { read } }).parse(input)).toMatchObject({
      ok: true,
      profile: { name: { value: 'Ada Example' } },
      flags: ['recognized_text'],
    });
    expect(await pool({ opticalReader: { read: async () => [] } }).parse(input)).toMatchObject({ ok: false, code: 'needs_ocr' });
    const slow = { read: () => Promise.reject(new ParseError('timeout', 'too long')) };
    expect(await pool({ opticalReader: slow }).parse(input)).toMatchObject({ ok: false, code: 'timeout' });
    png.writeUInt32BE(60_000, 16);
    png.writeUInt32BE(60_000, 20);
    expect(await pool({ opticalReader: { read } }).parse({ ...input, bytes: new Uint8Array(png) })).toMatchObject({
      ok: false,
      code: 'too_large',
    });
  });

  it('kills a process at its time limit and goes on with the next file', async () => {
    const parser = pool({ timeLimitMs: 3_000, memoryLimitBytes: 4_096 * MIB });
    await parser.parse({ bytes: GOOD, fileName: 'a.txt', asOf: ASOF });
    const started = Date.now();
    const outcome = await parser.parse({ bytes: endless(), fileName: 'b.pdf', asOf: ASOF });
    expect(['timeout', 'memory_limit']).toContain(outcome.ok ? 'ok' : outcome.code);
    expect(Date.now() - started).toBeLessThan(8_000);
    expect(await parser.parse({ bytes: GOOD, fileName: 'c.txt', asOf: ASOF })).toMatchObject({ ok: true });
  });

  it('kills a process that unpacks a bomb, without memory of its own', async () => {
    const parser = pool({ memoryLimitBytes: 300 * MIB });
    const file = bomb();
    const before = process.memoryUsage().rss;
    expect(await parser.parse({ bytes: file, fileName: 'bomb.pdf', asOf: ASOF })).toMatchObject({ ok: false, code: 'memory_limit' });
    expect(process.memoryUsage().rss - before).toBeLessThan(50 * MIB);
  });

  it('does not let a bad file delay its neighbour', async () => {
    const parser = pool({ size: 2, timeLimitMs: 6_000, memoryLimitBytes: 4_096 * MIB });
    await Promise.all([1, 2].map(() => parser.parse({ bytes: GOOD, fileName: 'warm.txt', asOf: ASOF })));
    const order: string[] = [];
    const bad = parser.parse({ bytes: endless(), fileName: 'bad.pdf', asOf: ASOF }).then(() => order.push('bad'));
    await parser.parse({ bytes: GOOD, fileName: 'good.txt', asOf: ASOF });
    order.push('good');
    await bad;
    expect(order).toEqual(['good', 'bad']);
  });

  it('replaces a process after the stated number of files, and not before', async () => {
    const children = (): string[] => readFileSync(`/proc/self/task/${process.pid}/children`, 'latin1').trim().split(' ');
    const others = children();
    const parser = pool({ recycleAfter: 2 });
    const seen: string[] = [];
    for (let count = 0; count < 4; count += 1) {
      seen.push(
        children()
          .filter((pid) => !others.includes(pid))
          .at(-1) ?? '',
      );
      expect(await parser.parse({ bytes: GOOD, fileName: 'a.txt', asOf: ASOF })).toMatchObject({ ok: true });
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    expect(new Set(seen).size).toBe(2);
    expect(seen[0]).toBe(seen[1]);
  });

  it('rejects files in line when it closes', async () => {
    const parser = pool();
    const first = parser.parse({ bytes: GOOD, fileName: 'a.txt', asOf: ASOF });
    const second = parser.parse({ bytes: GOOD, fileName: 'b.txt', asOf: ASOF });
    await Promise.all([parser.close(), expect(second).rejects.toThrow('closed'), first]);
  });
});
