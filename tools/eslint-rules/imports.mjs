/**
 * Rule listeners that call `visit(node, source)` for each module that a file names: static and dynamic imports,
 * re-exports and imported types.
 * @param {(node: object, source: string) => void} visit
 */
export function onEachImport(visit) {
  const report = (node) => {
    const source = node.source?.value;
    if (typeof source === 'string') visit(node.source, source);
  };
  return {
    ImportDeclaration: report,
    ExportNamedDeclaration: report,
    ExportAllDeclaration: report,
    ImportExpression: report,
    TSImportType: report,
  };
}

/**
 * The package of a module name: `@scope/name` or `name`; undefined for relative imports and Node's own modules.
 * @param {string} source
 */
export function packageOf(source) {
  if (source.startsWith('.') || source.startsWith('/') || source.startsWith('node:')) return undefined;
  return source
    .split('/')
    .slice(0, source.startsWith('@') ? 2 : 1)
    .join('/');
}
