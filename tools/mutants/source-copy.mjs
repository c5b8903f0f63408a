import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { repositoryFiles } from '../workspace/files.mjs';
import { SCOPE, readProjects } from '../workspace/projects.mjs';
import { workspaceRoot } from '../workspace/root.mjs';

/** The sources of the workspace in a folder of their own, to be spoilt. Packages are those of the workspace; its own projects are the copies. */
export class SourceCopy {
  /** @param {string} folder */
  constructor(folder) {
    this.folder = folder;
  }

  /** @returns {SourceCopy} */
  static make() {
    const folder = mkdtempSync(join(tmpdir(), 'shortlist-mutants-'));
    for (const path of repositoryFiles().filter((path) => !path.startsWith('docs/'))) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      cpSync(join(workspaceRoot, path), join(folder, path));
    }
    linkPackages(folder);
    return new SourceCopy(folder);
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /**
   * Applies edits for as long as the work takes. An edit whose text does not stand exactly once in its file is an error: the source
   * has moved on, and the bug would not be planted.
   * @template T
   * @param {{ file: string, find: string, replace: string }[]} edits
   * @param {() => Promise<T>} work
   * @returns {Promise<T>}
   */
  async with(edits, work) {
    const originals = new Map();
    try {
      for (const { file, find, replace } of edits) {
        const path = join(this.folder, file);
        const text = readFileSync(path, 'utf8');
        if (!originals.has(path)) originals.set(path, text);
        writeFileSync(path, edited(text, { file, find, replace }));
      }
      return await work();
    } finally {
      for (const [path, text] of originals) writeFileSync(path, text);
    }
  }
}

/**
 * @param {string} text
 * @param {{ file: string, find: string, replace: string }} edit
 * @returns {string}
 */
export function edited(text, { file, find, replace }) {
  const places = text.split(find).length - 1;
  if (places !== 1) throw new Error(`${file} holds ${places} times what the mutant wants to change, not once:\n${find}`);
  return text.replace(find, () => replace);
}

function linkPackages(folder) {
  const [from, to] = [join(workspaceRoot, 'node_modules'), join(folder, 'node_modules')];
  mkdirSync(join(to, SCOPE), { recursive: true });
  for (const name of readdirSync(from)) if (name !== SCOPE && name !== '.cache') symlinkSync(join(from, name), join(to, name));
  for (const { name, folder: project } of readProjects(folder)) symlinkSync(join(folder, project), join(to, name));
}
