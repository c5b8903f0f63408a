import { onEachImport, packageOf } from './imports.mjs';
import { DOMAIN_MAY_TAKE, LAYERS, layerOf } from './layers.mjs';
import { locate, resolveRelative } from './location.mjs';

/** Keeps the folders of a context in their order, and its domain pure. */
export default {
  meta: {
    type: 'problem',
    docs: { description: 'Layers of a context import downwards only.' },
    schema: [],
    messages: {
      upwards: '{{from}} may not import {{to}}: http and consumers, then use-cases and queries, then persistence, then domain.',
      composition: '{{from}} may not import the module or index file of its context.',
      nest: 'domain/ is plain TypeScript: no Nest, no ORM.',
      platform: 'domain/ takes nothing from the platform but {{allowed}}.',
    },
  },
  create(context) {
    const location = locate(context.filename);
    const from = layerOf(location.inside);
    if (location.project?.type !== 'context' || location.isSpec || from === undefined) return {};
    const imports = onEachImport((node, source) => {
      const problem = source.startsWith('.') ? directionProblem(location, from, node, source) : undefined;
      if (problem) context.report({ node, ...problem });
    });
    return location.inside.startsWith('src/domain/') ? both(imports, purity(context)) : imports;
  },
};

function directionProblem(location, from, node, source) {
  const { project } = location;
  const target = resolveRelative(location, source);
  if (!target.startsWith(`${project.folder}/`)) return undefined;
  const inside = target.slice(project.folder.length + 1);
  if (/^src\/(index|[a-z-]+\.module)\.js$/.test(inside)) return { messageId: 'composition', data: { from } };
  const to = layerOf(inside);
  if (to === undefined || to === from || LAYERS[from].includes(to)) return undefined;
  if (to === 'persistence' && mapsRows(location.inside, node)) return undefined;
  return { messageId: 'upwards', data: { from, to } };
}

/** The function that maps a row to its DTO stands beside the DTO and names the row's type. */
const mapsRows = (inside, node) => inside.endsWith('.dto.ts') && node.parent.importKind === 'type';

function purity(context) {
  return onEachImport((node, source) => {
    const name = packageOf(source);
    if (name === undefined) return;
    if (name.startsWith('@nestjs/') || name === 'typeorm') context.report({ node, messageId: 'nest' });
    if (name !== '@shortlist/platform') return;
    const specifiers = node.parent.specifiers ?? [];
    const taken = specifiers.map((specifier) => specifier.imported?.name ?? '*');
    if (taken.length > 0 && taken.every((each) => DOMAIN_MAY_TAKE.has(each))) return;
    context.report({ node, messageId: 'platform', data: { allowed: [...DOMAIN_MAY_TAKE].join(', ') } });
  });
}

function both(first, second) {
  const call = (event) => (node) => {
    first[event](node);
    second[event](node);
  };
  return Object.fromEntries(Object.keys(first).map((event) => [event, call(event)]));
}
