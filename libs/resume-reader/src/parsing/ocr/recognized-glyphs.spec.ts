import { describe, expect, it } from '@jest/globals';
import { pageLines } from '../../domain/layout/page-lines.js';
import { imageSize } from './image-size.js';
import { ProgramFailure, findProgram, runLimited } from './limited-program.js';
import { recognizedGlyphs } from './recognized-glyphs.js';

const HEAD = 'level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext';
const word = (line: number, left: number, top: number, text: string, confidence = 90): string =>
  ['5', '1', '1', '1', line, '1', left, top, text.length * 20, 30, confidence, text].join('\t');

describe('words that were recognised', () => {
  it('stand in lines and columns as on the page, bullets and icons told from words', () => {
    const rows = [
      word(1, 100, 100, '©'),
      word(1, 140, 100, 'Ada'),
      word(1, 220, 102, 'Example'),
      word(1, 900, 100, '2019'),
      word(2, 100, 160, '¢'),
      word(2, 140, 160, 'Led'),
      word(2, 220, 160, 'work'),
    ];
    const lines = pageLines([recognizedGlyphs([HEAD, ...rows].join('\n'), 200)]);
    expect(lines.map(({ text }) => text)).toEqual(['Ada Example\t2019', '• Led work']);
  });

  it('are left out where they are guesses', () => {
    expect(recognizedGlyphs([HEAD, word(1, 0, 0, 'speck', 12)].join('\n'), 200)).toEqual([]);
  });
});

describe('the size of an image', () => {
  it('is read from the header of a PNG', () => {
    const png = Buffer.alloc(33);
    Buffer.from('89504e470d0a1a0a', 'hex').copy(png);
    png.writeUInt32BE(640, 16);
    png.writeUInt32BE(480, 20);
    expect(imageSize(png)).toEqual({ width: 640, height: 480 });
    expect(imageSize(png.subarray(0, 10))).toBeNull();
  });

  it('is read from the frame of a JPEG, whatever stands before it', () => {
    const jpeg = Buffer.from('ffd8ffe000041234ffc0000b0801e00280010111000000', 'hex');
    expect(imageSize(jpeg)).toEqual({ width: 640, height: 480 });
    expect(imageSize(jpeg.subarray(0, 12))).toBeNull();
  });
});

describe('a limited program', () => {
  const limits = { timeLimitMs: 30_000, memoryLimitBytes: 1024 ** 3, outputLimitBytes: 1_000 };
  const cat = findProgram('cat') ?? '';

  it('gets its input and an environment of nothing but its one setting', async () => {
    expect((await runLimited(cat, ['-'], Buffer.from('words'), limits)).toString()).toBe('words');
    expect((await runLimited(findProgram('env') ?? '', [], Buffer.alloc(0), limits)).toString()).toBe('OMP_THREAD_LIMIT=1\n');
  });

  it('ends at its limits of time and output, when it fails and when the caller stops', async () => {
    const nothing = Buffer.alloc(0);
    await expect(runLimited(findProgram('sleep') ?? '', ['60'], nothing, { ...limits, timeLimitMs: 50 })).rejects.toEqual(
      new ProgramFailure('time'),
    );
    await expect(runLimited(cat, ['/dev/zero'], nothing, limits)).rejects.toEqual(new ProgramFailure('output'));
    await expect(runLimited(cat, ['/no/such/file'], nothing, limits)).rejects.toEqual(new ProgramFailure('exit'));
    const stop = AbortSignal.abort(new Error('stopped'));
    await expect(runLimited(findProgram('sleep') ?? '', ['60'], nothing, limits, stop)).rejects.toThrow();
  });
});
