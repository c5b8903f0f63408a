import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ESLint } from 'eslint';
import prettier from 'prettier';
import { runNode } from '../workspace/node.mjs';
import { repositoryFiles } from '../workspace/files.mjs';
import { workspaceRoot } from '../workspace/root.mjs';
import { generate } from './generate.mjs';

// Generates into a workspace of its own below this one, so that node_modules are found, and puts the result through every check.

const CHECKED = ['libs/shelf/src/**/*.ts', 'libs/contracts/src/**/*.ts', 'libs/platform/src/cache/**/*.ts', 'libs/platform/src/**/*.d.ts'];
let root;
let written;
const write = (path, content) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
};

beforeAll(async () => {
  mkdirSync(join(workspaceRoot, '.cache'), { recursive: true });
  root = mkdtempSync(join(workspaceRoot, '.cache/generated-'));
  for (const path of ['libs/contracts', 'libs/platform', '.gitignore', '.swcrc', 'jest.preset.mjs', 'tsconfig.base.json']) {
    cpSync(join(workspaceRoot, path), join(root, path), { recursive: true, filter: (source) => !source.endsWith('/dist') });
  }
  write('package.json', JSON.stringify({ type: 'module', workspaces: ['libs/*'] }));
  write('libs/shelf/package.json', JSON.stringify({ name: '@shortlist/shelf', type: 'module', nx: { tags: ['type:context'] } }));
  write('libs/shelf/jest.config.mjs', "import preset from '../../jest.preset.mjs';\nexport default preset;\n");
  const permissions = "{ 'box_lid:read': ['viewer'], 'box_lid:create': [] }";
  write(
    'libs/shelf/src/permissions.ts',
    `import { definePermissions } from '@shortlist/platform';\n\ndefinePermissions('shelf', ${permissions});\n`,
  );
  write('tsconfig.json', JSON.stringify({ extends: './tsconfig.base.json', include: CHECKED }));
  const all = [
    await generate(root, ['slice', 'shelf', 'box-lid']),
    await generate(root, ['event', 'interviews', 'interviews.called_off']),
    await generate(root, ['driver', 'cache', 'valkey']),
  ];
  // The one step that the generator leaves to its user and that does not compile without: a topic.
  const events = join(root, 'libs/contracts/src/event.ts');
  writeFileSync(
    events,
    readFileSync(events, 'utf8').replace(
      /TOPICS = \{/,
      "TOPICS = {\n  'interviews.events': { partitions: 1, retention: '7d', compacted: false },",
    ),
  );
  written = all.flatMap((each) => each.written);
}, 60_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('generated code', () => {
  it('stands where the style guide puts it', () => {
    expect(written).toEqual([
      'libs/shelf/src/domain/box-lid.errors.ts',
      'libs/shelf/src/domain/box-lid.ts',
      'libs/shelf/src/http/box-lid.dto.ts',
      'libs/shelf/src/http/box-lids.controller.ts',
      'libs/shelf/src/http/box-lids.http-spec.ts',
      'libs/shelf/src/persistence/box-lid.entity.ts',
      'libs/shelf/src/persistence/box-lid.repository.ts',
      'libs/shelf/src/persistence/migrations/0001_box_lids.sql',
      'libs/shelf/src/queries/read-box-lid.query.ts',
      'libs/shelf/src/use-cases/create-box-lid.use-case.ts',
      'libs/contracts/src/interviews/interviews-called-off.v1.ts',
      'libs/contracts/src/index.ts',
      'libs/platform/src/cache/drivers/valkey.driver.ts',
    ]);
  });

  it('compiles', async () => {
    expect(await runNode(['node_modules/typescript7/bin/tsc', '-p', join(root, 'tsconfig.json')])).toEqual({ code: 0, output: '' });
  });

  it('passes lint', async () => {
    const eslint = new ESLint({ cwd: root, overrideConfigFile: join(workspaceRoot, 'eslint.config.mjs') });
    const results = await eslint.lintFiles(written.filter((path) => path.endsWith('.ts')));
    expect(results.flatMap(({ filePath, messages }) => messages.map(({ message }) => `${relative(root, filePath)}: ${message}`))).toEqual(
      [],
    );
  });

  it('is formatted', async () => {
    const options = await prettier.resolveConfig(join(workspaceRoot, 'any.ts'));
    for (const path of written.filter((each) => each.endsWith('.ts'))) {
      expect([path, await prettier.check(readFileSync(join(root, path), 'utf8'), { ...options, parser: 'typescript' })]).toEqual([
        path,
        true,
      ]);
    }
  });

  it('leaves no placeholder', () => {
    const left = repositoryFiles(root).filter(
      (path) => written.includes(path) && /__[A-Za-z]+__/.test(path + readFileSync(join(root, path), 'utf8')),
    );
    expect(left).toEqual([]);
  });

  it('answers over HTTP as its spec says', async () => {
    const jest = [
      '--experimental-vm-modules',
      'node_modules/jest/bin/jest.js',
      '--rootDir',
      join(root, 'libs/shelf'),
      '--config',
      join(root, 'libs/shelf/jest.config.mjs'),
    ];
    const { code, output } = await runNode([...jest, '--runInBand']);
    expect(output).toContain('Tests:       11 passed, 11 total');
    expect(code).toBe(0);
  });

  it('never replaces a file', async () => {
    const path = join(root, 'libs/shelf/src/domain/box-lid.ts');
    writeFileSync(path, 'mine');
    await expect(generate(root, ['slice', 'shelf', 'box-lid'])).rejects.toThrow('Already there: libs/shelf/src/domain/box-lid.errors.ts');
    expect(readFileSync(path, 'utf8')).toBe('mine');
  });

  it.each([
    [['slice', 'shelf']],
    [['feature', 'shelf', 'box']],
    [['slice', 'shelf', 'BoxLid']],
    [['event', 'shelf', 'boxes']],
    [['driver', 'nothing', 'valkey']],
    [['driver', 'errors', 'valkey']],
  ])('refuses %j', async (args) => {
    await expect(generate(root, args)).rejects.toThrow();
  });
});
