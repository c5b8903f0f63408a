import { BOUNDARIES, VENDOR_FREE, VENDOR_PACKAGES } from './boundaries.mjs';
import { onEachImport, packageOf } from './imports.mjs';
import { locate, resolveRelative } from './location.mjs';
import { SCOPE } from '../workspace/projects.mjs';

/** Enforces the table of `boundaries.mjs` between projects and against npm packages. */
export default {
  meta: {
    type: 'problem',
    docs: { description: 'Imports between projects follow their type tags.' },
    schema: [],
    messages: {
      untagged: '{{folder}} has no type tag known to tools/eslint-rules/boundaries.mjs, so nothing says what it may import.',
      unknown: '{{source}} is no project of this workspace.',
      forbidden: 'A {{from}} project may not import {{name}} ({{to}}).',
      anotherContext: 'A {{from}} project may not import another context: {{name}}. Keep a local copy built from its events.',
      self: 'Import files of the own project by a relative path.',
      deep: '{{source}} is not exported by {{name}}. Import what its package.json exports.',
      leaves: 'This import leaves {{folder}}. Import the other project by its package name.',
      vendor: '{{source}} is a vendor client: it belongs in a driver of libs/platform.',
      package: 'A {{from}} project may only use {{allowed}} from npm, not {{source}}.',
    },
  },
  create(context) {
    const location = locate(context.filename);
    const { project } = location;
    if (!project) return {};
    const boundary = BOUNDARIES[project.type];
    if (!boundary) return { Program: (node) => context.report({ node, messageId: 'untagged', data: { folder: project.folder } }) };
    return onEachImport((node, source) => {
      const problem = source.startsWith('.') ? relativeProblem(location, source) : packageProblem(location, boundary, source);
      if (problem) context.report({ node, ...problem });
    });
  },
};

function relativeProblem(location, source) {
  const { project } = location;
  const stays = resolveRelative(location, source).startsWith(`${project.folder}/`);
  return stays ? undefined : { messageId: 'leaves', data: { folder: project.folder } };
}

function packageProblem(location, boundary, source) {
  const name = packageOf(source);
  if (name === undefined) return undefined;
  if (name.startsWith(`${SCOPE}/`)) return projectProblem(location, boundary, name, source);
  return vendorProblem(location, name, source) ?? npmProblem(location, boundary, name, source);
}

function projectProblem({ project, projects, isSpec }, boundary, name, source) {
  const target = projects.find((each) => each.name === name);
  if (!target) return { messageId: 'unknown', data: { source } };
  if (target === project) return { messageId: 'self' };
  const subpath = `.${source.slice(name.length)}`;
  if (!Object.hasOwn(target.manifest.exports ?? {}, subpath)) return { messageId: 'deep', data: { source, name } };
  const allowed = isSpec ? [...boundary.projects, ...boundary.specs] : boundary.projects;
  if (allowed.includes(target.type)) return undefined;
  const own = allowed.includes('own-context') && folderName(target) === folderName(project);
  if (own && target.type === 'context') return undefined;
  const messageId = target.type === 'context' ? 'anotherContext' : 'forbidden';
  return { messageId, data: { from: project.type, name, to: target.type } };
}

function vendorProblem({ project, isSpec }, name, source) {
  if (isSpec || !VENDOR_FREE.has(project.type)) return undefined;
  const isVendor = VENDOR_PACKAGES.some((vendor) => name === vendor || (vendor.endsWith('/') && name.startsWith(vendor)));
  return isVendor ? { messageId: 'vendor', data: { source } } : undefined;
}

function npmProblem({ project, isSpec }, boundary, name, source) {
  if (isSpec || !boundary.packages || boundary.packages.includes(name)) return undefined;
  return { messageId: 'package', data: { from: project.type, allowed: boundary.packages.join(', ') || 'nothing', source } };
}

const folderName = (project) => project.folder.split('/')[1];
