import { locate } from './location.mjs';

const SPEC = /[.-]spec$/;
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const VAGUE_FOLDERS = new Set(['common', 'shared', 'core', 'utils', 'util', 'helpers', 'helper', 'misc']);
const VAGUE_ENDINGS = /-(v\d+|utils?|helpers?|manager)$/;
const ROLES = new Set(
  [
    ['controller', 'dto', 'use-case', 'query', 'consumer', 'repository', 'entity', 'errors', 'module', 'driver'],
    ['config', 'context', 'guard', 'pipe', 'filter', 'interceptor', 'strategy', 'decorators', 'template', 'task'],
  ].flat(),
);

/** A file is named by one noun in kebab case and at most one role of a closed list; no folder gathers leftovers. */
export default {
  meta: {
    type: 'problem',
    docs: { description: 'File and folder names say what is inside.' },
    schema: [],
    messages: {
      folder: 'A folder called {{name}} says nothing about what is inside.',
      subject: '{{name}} is not a kebab-case noun.',
      vague: '{{name}} splits by leftovers: split by behaviour.',
      role: '{{role}} is no role of the closed list in tools/eslint-rules/file-names.mjs.',
    },
  },
  create(context) {
    return { Program: (node) => problemsOf(locate(context.filename).inside).forEach((problem) => context.report({ node, ...problem })) };
  },
};

function problemsOf(path) {
  const folders = path.split('/');
  const [subject = '', ...endings] = folders.pop().split('.').slice(0, -1);
  const problems = folders.filter((name) => VAGUE_FOLDERS.has(name)).map((name) => ({ messageId: 'folder', data: { name } }));
  if (!KEBAB.test(subject)) problems.push({ messageId: 'subject', data: { name: subject } });
  if (VAGUE_ENDINGS.test(subject)) problems.push({ messageId: 'vague', data: { name: subject } });
  const unknown = endings.filter((ending) => !isRole(ending)).map((role) => ({ messageId: 'role', data: { role } }));
  return [...problems, ...unknown];
}

const isRole = (ending) => ROLES.has(ending) || ending === 'd' || /^v\d+$/.test(ending) || SPEC.test(`.${ending}`);
