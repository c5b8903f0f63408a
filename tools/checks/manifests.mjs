import { existsSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { join } from 'node:path';
import { BOUNDARIES } from '../eslint-rules/boundaries.mjs';
import { SCOPE, readProjects } from '../workspace/projects.mjs';

/** What swc must do in every project: assets are copied, specs stay out. */
const BUILD =
  "node ../../node_modules/@swc/cli/bin/swc.js src -d dist --strip-leading-paths --copy-files --ignore '**/*.spec.ts,**/*-spec.ts' --config-file ../../.swcrc";
const TEST = 'node --experimental-vm-modules ../../node_modules/jest/bin/jest.js';

/**
 * Every project has the same shape of package.json, so that tools and people may rely on it.
 * @param {string} root
 * @returns {string[]} problems
 */
export function manifestProblems(root) {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const projects = readProjects(root);
  const names = projects.map(({ name }) => name);
  const repeated = names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${name} is the name of two projects`);
  return [
    ...repeated,
    ...projects.flatMap((project) =>
      projectProblems(root, version, project).map((problem) => `${project.folder}/package.json: ${problem}`),
    ),
  ];
}

function projectProblems(root, version, { folder, manifest }) {
  const [group, name] = folder.split('/');
  const problems = [];
  const expect = (holds, problem) => holds || problems.push(problem);
  expect(manifest.name?.startsWith(`${SCOPE}/`), `its name starts with ${SCOPE}/`);
  expect(manifest.version === version, `its version is ${version}, as the workspace's`);
  expect(manifest.private === true, 'it is private');
  expect(manifest.type === 'module', 'its type is module');
  expect(isDeepStrictEqual(manifest.nx?.tags?.map(isKnownType), [true]), 'nx.tags holds one known type tag');
  expect(manifest.dependencies === undefined, 'dependencies stand in the root package.json only');
  if (existsSync(join(root, folder, 'src'))) expect(manifest.scripts?.build === BUILD, `its build script is: ${BUILD}`);
  if (existsSync(join(root, folder, 'jest.config.mjs'))) expect(manifest.scripts?.test === TEST, `its test script is: ${TEST}`);
  if (group === 'libs') {
    expect(manifest.name === `${SCOPE}/${name}`, `its name is ${SCOPE}/${name}`);
    expect(manifest.exports?.['.'] !== undefined, 'it exports "."');
    problems.push(...exportProblems(root, folder, manifest.exports ?? {}));
  }
  return problems;
}

const isKnownType = (tag) => Object.hasOwn(BOUNDARIES, tag.replace(/^type:/, ''));

/** Tests and type checks read the sources through the condition, everything else the build output. */
function exportProblems(root, folder, exports) {
  return Object.entries(exports).flatMap(([subpath, target]) => {
    const source = target[`${SCOPE}/source`] ?? '';
    const built = source.replace(/^\.\/src\//, './dist/').replace(/\.ts$/, '.js');
    const shape = { [`${SCOPE}/source`]: source, types: source, default: built };
    const ordered = Object.keys(shape).join() === Object.keys(target).join();
    if (!ordered || !isDeepStrictEqual(target, shape)) return [`export "${subpath}" is ${JSON.stringify(shape)}, in this order`];
    return existsSync(join(root, folder, source)) ? [] : [`export "${subpath}" names ${source}, which does not exist`];
  });
}
