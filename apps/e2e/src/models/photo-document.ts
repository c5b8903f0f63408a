import { Document, ImageRun, Packer, Paragraph } from 'docx';

/** What a camera and an office program write into a file without being asked. */
export interface FileMetadata {
  readonly author: string;
  readonly artist: string;
  readonly serial: string;
  readonly gps: string;
}

/** The lines as a Word file with a photo in it: the names of its makers stand in the properties of the file and in those of the photo. */
export async function photoDocument(text: string, metadata: FileMetadata): Promise<Uint8Array> {
  const { author, artist } = metadata;
  const photo = new ImageRun({
    type: 'jpg',
    data: photoWith(metadata),
    transformation: { width: 80, height: 100 },
    altText: { name: artist, title: author, description: author },
  });
  const lines = text.split('\n').map((line) => new Paragraph({ text: line }));
  const document = new Document({
    creator: author,
    lastModifiedBy: artist,
    title: author,
    sections: [{ children: [new Paragraph({ children: [photo] }), ...lines] }],
  });
  return new Uint8Array(await Packer.toArrayBuffer(document));
}

/** A JPEG with nothing but Exif (JEITA CP-3451): artist, serial number of the camera and place, as text of its tags. */
function photoWith({ artist, serial, gps }: FileMetadata): Buffer {
  const texts = [
    [0x013b, `${artist}\0`],
    [0xa431, `${serial}\0`],
    [0x9286, `${gps}\0`],
  ] as const;
  const entries: Buffer[] = [];
  let at = 8 + 2 + texts.length * 12 + 4;
  for (const [tag, value] of texts) {
    const entry = Buffer.alloc(12);
    entry.writeUInt16BE(tag, 0);
    entry.writeUInt16BE(2, 2);
    entry.writeUInt32BE(value.length, 4);
    entry.writeUInt32BE(at, 8);
    entries.push(entry);
    at += value.length;
  }
  const head = Buffer.from([0x4d, 0x4d, 0x00, 0x2a, 0, 0, 0, 8, 0, texts.length]);
  const tiff = Buffer.concat([head, ...entries, Buffer.alloc(4), ...texts.map(([, value]) => Buffer.from(value, 'latin1'))]);
  const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(exif.length + 2);
  return Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe1]), length, exif, Buffer.from([0xff, 0xd9])]);
}
