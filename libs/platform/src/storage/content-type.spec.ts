import { describe, expect, it } from '@jest/globals';
import { ofTypes } from './content-type.js';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const CONTENTS = {
  pdf: Buffer.from(`${' '.repeat(1_000)}%PDF-1.7`),
  zip: Buffer.from('PK\u0003\u0004\u0014\u0000word/document.xml'),
  compoundFile: Buffer.from('d0cf11e0a1b11ae10000', 'hex'),
  rtf: Buffer.from('{\\rtf1 Ada}'),
  text: Buffer.from('Ada Lovelace, programmer'),
  utf16: Buffer.from('\ufeffAda Lovelace', 'utf16le'),
  png: Buffer.from('89504e470d0a1a0a0000', 'hex'),
  jpeg: Buffer.from('ffd8ffe00000', 'hex'),
  program: Buffer.from('MZ\u0090\u0000\u0003\u0000'),
};
type Content = keyof typeof CONTENTS;

async function* pieces(content: Buffer, bytes = 3): AsyncGenerator<Buffer> {
  for (let from = 0; from < content.length; from += bytes) yield content.subarray(from, from + bytes);
}

async function passed(body: AsyncIterable<Uint8Array>, types: readonly string[]): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of ofTypes(body, types)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe('content of a declared type', () => {
  it.each<[string, Content[]]>([
    ['application/pdf', ['pdf']],
    [DOCX, ['zip', 'compoundFile']],
    ['application/msword', ['zip', 'compoundFile', 'rtf', 'text', 'utf16']],
    ['application/rtf', ['rtf']],
    ['application/vnd.oasis.opendocument.text', ['zip']],
    ['text/plain', ['rtf', 'text', 'utf16']],
    ['text/html', ['rtf', 'text', 'utf16']],
    ['application/json', ['rtf', 'text', 'utf16']],
    ['image/png', ['png']],
    ['image/jpeg', ['jpeg']],
  ])('passes as %s what begins like it, and nothing else', async (type, fitting) => {
    for (const [name, content] of Object.entries(CONTENTS)) {
      const result = passed(pieces(content), [type]).catch((error: { code: string }) => error.code);
      expect([name, await result]).toEqual([name, fitting.includes(name as Content) ? content : 'storage.content_mismatch']);
    }
  });

  it('passes what fits one of several types, what is empty, and any content of a type that is not known here', async () => {
    expect(await passed(pieces(CONTENTS.png), ['application/pdf', 'image/png'])).toEqual(CONTENTS.png);
    expect(await passed(pieces(Buffer.alloc(0)), ['application/pdf'])).toHaveLength(0);
    expect(await passed(pieces(CONTENTS.program), ['application/octet-stream'])).toEqual(CONTENTS.program);
  });

  it('passes long content unchanged, whatever its pieces', async () => {
    const content = Buffer.concat([CONTENTS.pdf, Buffer.alloc(5_000, 'ab')]);
    for (const bytes of [1, 1_023, 1_024, 1_025, 10_000])
      expect(await passed(pieces(content, bytes), ['application/pdf'])).toEqual(content);
  });

  it('refuses after the first kilobyte, without asking for more', async () => {
    let read = 0;
    async function* endless(): AsyncGenerator<Buffer> {
      for (; read < 1_000; read++) yield Buffer.alloc(512);
    }
    await expect(passed(endless(), ['application/pdf'])).rejects.toMatchObject({
      code: 'storage.content_mismatch',
      kind: 'unsupported_type',
    });
    expect(read).toBeLessThan(4);
  });
});
