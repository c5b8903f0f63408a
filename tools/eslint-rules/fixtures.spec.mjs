import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ESLint } from 'eslint';
import { workspaceRoot } from '../workspace/root.mjs';
import plugin from './index.mjs';

const FIXTURES = join(import.meta.dirname, 'fixtures');
const TYPES = {
  'apps/jobs': 'app',
  'apps/standalone': 'composition',
  'libs/auth': 'context',
  'libs/jobs': 'context',
  'libs/contracts': 'contracts',
  'libs/platform': 'platform',
  'libs/sample-data': 'sample',
  'libs/testing': 'testing',
  'libs/untagged': 'unheard-of',
};

const fixtures = readdirSync(FIXTURES, { recursive: true })
  .filter((path) => path.endsWith('.broken'))
  .map((path) => {
    const [rule, ...place] = path.split('/');
    const expected = /^\/\/ expects: (\w+)\n/.exec(readFileSync(join(FIXTURES, path), 'utf8'))?.[1];
    return { path, rule, file: place.join('/').replace(/\.broken$/, ''), expected };
  });

/** A workspace with one project of each type, holding the broken files at the places that the rules look at. */
function brokenWorkspace() {
  const root = mkdtempSync(join(tmpdir(), 'broken-workspace-'));
  writeFileSync(join(root, 'package.json'), JSON.stringify({ type: 'module', workspaces: ['apps/*', 'libs/*'] }));
  cpSync(join(workspaceRoot, 'tsconfig.base.json'), join(root, 'tsconfig.json'));
  for (const [folder, type] of Object.entries(TYPES)) {
    mkdirSync(join(root, folder), { recursive: true });
    const [group, name] = folder.split('/');
    const manifest = {
      name: group === 'apps' ? `@shortlist/${name}-app` : `@shortlist/${name}`,
      exports: { '.': './src/index.ts' },
      nx: { tags: [`type:${type}`] },
    };
    writeFileSync(join(root, folder, 'package.json'), JSON.stringify(manifest));
  }
  for (const { path, file } of fixtures) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    cpSync(join(FIXTURES, path), join(root, file), { errorOnExist: true, force: false });
  }
  return root;
}

describe('the lint configuration', () => {
  let root;
  let reports;

  beforeAll(async () => {
    root = brokenWorkspace();
    const eslint = new ESLint({ cwd: root, overrideConfigFile: join(workspaceRoot, 'eslint.config.mjs') });
    const results = await eslint.lintFiles(['.']);
    reports = new Map(results.map((result) => [relative(root, result.filePath), result.messages]));
  }, 120_000);

  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it.each(fixtures)('refuses $path', ({ rule, file, expected }) => {
    const messages = reports.get(file) ?? [];
    const found = messages.map(({ ruleId, messageId }) => `${ruleId?.split('/').at(-1)} ${messageId}`);
    expect([...new Set(found)]).toEqual([`${rule} ${expected}`]);
  });

  it('has a broken example for every message of its own rules', () => {
    const shown = new Set(fixtures.map(({ rule, expected }) => `${rule} ${expected}`));
    const all = Object.entries(plugin.rules).flatMap(([name, rule]) => Object.keys(rule.meta.messages).map((id) => `${name} ${id}`));
    expect(all.filter((each) => !shown.has(each))).toEqual([]);
  });
});
