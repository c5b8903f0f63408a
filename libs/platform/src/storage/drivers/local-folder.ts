import { mkdir, open, readdir, rename, rmdir, unlink } from 'node:fs/promises';
import type { Dirent } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Ends the name of a file that holds an object. Keys hold no `+`, so `a` and `a/b` can both be keys. */
const OBJECT = '+object';
const MOST_ATTEMPTS = 50;

/** Where the object of a key lies: every segment but the last is a folder. */
export function objectPath(root: string, key: string): string {
  return join(root, ...key.split('/')) + OBJECT;
}

/** Keys that start with `prefix` and sort after `after`, in order (by byte, as S3 does). Folders that hold none of them are not read. */
export async function* keysIn(root: string, prefix: string, after: string, parent = ''): AsyncGenerator<string> {
  const entries = (await entriesOf(join(root, parent))).flatMap((entry) => {
    if (entry.isDirectory()) return entry.name.includes('+') ? [] : [`${parent}${entry.name}/`];
    return entry.name.endsWith(OBJECT) ? [parent + entry.name.slice(0, -OBJECT.length)] : [];
  });
  for (const key of entries.sort((a, b) => (a < b ? -1 : 1))) {
    const folder = key.endsWith('/');
    if (!key.startsWith(prefix) && !(folder && prefix.startsWith(key))) continue;
    if (!folder && key > after) yield key;
    if (folder && (key > after || after.startsWith(key))) yield* keysIn(root, prefix, after, key);
  }
}

/**
 * Moves a file to its place, durably. Another process may remove an empty folder in between, hence the attempts: also while folders are made, since
 * `mkdir` looks again at a folder that it has found.
 */
export async function place(from: string, to: string): Promise<void> {
  let top = dirname(to);
  for (let attempt = 1; ; attempt++) {
    try {
      const created = await mkdir(dirname(to), { recursive: true });
      if (created && dirname(created).length < top.length) top = dirname(created);
      await rename(from, to);
      await syncFolders(top, dirname(to));
      return;
    } catch (error) {
      if (!isMissing(error) || attempt === MOST_ATTEMPTS || !(await exists(from))) throw error;
    }
  }
}

/** Removes a file and the folders above it that are empty then, up to the root. */
export async function removeFile(root: string, path: string): Promise<void> {
  await unlink(path).catch(ignoreMissing);
  await pruneFolders(root, dirname(path));
}

/** Removes a folder and those above it, up to the root, as long as they are empty. */
export async function pruneFolders(root: string, folder: string): Promise<void> {
  for (let current = folder; relative(root, current) !== ''; current = dirname(current)) {
    try {
      await rmdir(current);
    } catch {
      return;
    }
  }
}

/** For `catch`: what is not there need not be removed. */
export function ignoreMissing(error: unknown): void {
  if (!isMissing(error)) throw error;
}

export function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  return open(path).then(
    (file) => file.close().then(() => true),
    () => false,
  );
}

/** Makes new names survive a power failure: from the folder that got the first new name down to the last. */
async function syncFolders(top: string, bottom: string): Promise<void> {
  for (let current = bottom; ; current = dirname(current)) {
    const folder = await open(current);
    await folder.sync().finally(() => folder.close());
    if (current === top) return;
  }
}
