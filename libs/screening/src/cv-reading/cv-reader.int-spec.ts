import { afterEach, describe, expect, it } from '@jest/globals';
import { Environment } from '@shortlist/platform';
import { startVirusScanner } from '@shortlist/resume-reader';
import { CvReader } from './cv-reader.js';

const CV = Buffer.from('Ada Example\n\nSkills\nPython');
const readers: CvReader[] = [];
afterEach(() => Promise.all(readers.splice(0).map((reader) => reader.onApplicationShutdown())));

function readerWith(variables: Record<string, string> = {}): CvReader {
  const environment = new Environment(variables);
  const reader = new CvReader(environment, startVirusScanner(environment));
  readers.push(reader);
  return reader;
}

describe('the reader of files that are not stored', () => {
  it('lets no more than twenty files wait, and goes on when they are read', async () => {
    const reader = readerWith();
    const read = (): Promise<unknown> => reader.read(CV, 'cv.txt', new Date());
    const files = Array.from({ length: 20 }, read);
    await expect(read()).rejects.toMatchObject({ code: 'screening.cv_reader_busy', kind: 'unavailable' });
    for (const outcome of await Promise.all(files)) expect(outcome).toMatchObject({ ok: true });
    expect(await read()).toMatchObject({ ok: true });
  });

  it('reads nothing that a scanner did not see', async () => {
    const reader = readerWith({ CLAMD_URL: 'unix:/no/such/socket' });
    const answer = reader.read(CV, 'cv.txt', new Date());
    await expect(answer).rejects.toMatchObject({ code: 'screening.cv_not_scanned', kind: 'unavailable' });
  });

  it('starts nothing before the first file', async () => {
    await expect(readerWith().onApplicationShutdown()).resolves.toBeUndefined();
  });
});
