import { join, dirname, relative } from 'node:path';
import { readProjects } from '../workspace/projects.mjs';
import { workspaceRootOf } from '../workspace/root.mjs';

/** @typedef {import('../workspace/projects.mjs').Project} Project */

/**
 * @typedef {object} Location
 * @property {string} path relative to the workspace
 * @property {Project | undefined} project
 * @property {string} inside path relative to the project, `src/http/jobs.controller.ts`
 * @property {boolean} isSpec whether only tests load the file
 * @property {Project[]} projects all projects of the workspace
 */

const projectsOf = new Map();

/**
 * Where a linted file stands in its workspace.
 * @param {string} filename absolute
 * @returns {Location}
 */
export function locate(filename) {
  const root = workspaceRootOf(filename) ?? dirname(filename);
  if (!projectsOf.has(root)) projectsOf.set(root, readProjects(root));
  const projects = projectsOf.get(root);
  const path = relative(root, filename);
  const project = projects.find((each) => path.startsWith(`${each.folder}/`));
  const inside = project ? path.slice(project.folder.length + 1) : path;
  const isSpec = /[.-]spec\.tsx?$/.test(path) || inside.startsWith('test/') || project?.folder === 'apps/e2e';
  return { path, project, inside, isSpec, projects };
}

/**
 * What a relative import points at, relative to the workspace.
 * @param {Location} location of the importing file
 * @param {string} source the relative import
 */
export function resolveRelative({ path }, source) {
  return join(dirname(path), source);
}
