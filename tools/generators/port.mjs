import ts from 'typescript';

/**
 * @typedef {object} Port
 * @property {string} name of the abstract class
 * @property {string[]} imports that a file in `drivers/` needs to implement it
 * @property {string[]} methods signatures, parameters marked as unused
 */

/**
 * The port that a file declares: its exported abstract class.
 * @param {string} fileName
 * @param {string} source
 * @returns {Port | undefined}
 */
export function portIn(fileName, source) {
  const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.Latest, true);
  const declaration = file.statements.find((node) => ts.isClassDeclaration(node) && hasModifier(node, ts.SyntaxKind.AbstractKeyword));
  const methods =
    declaration?.members.filter((node) => ts.isMethodDeclaration(node) && hasModifier(node, ts.SyntaxKind.AbstractKeyword)) ?? [];
  if (!declaration?.name || methods.length === 0) return undefined;
  const name = declaration.name.text;
  return {
    name,
    imports: [`import { ${name} } from '../${fileName.replace('.ts', '.js')}';`, ...typeImports(file, fileName, methods)],
    methods: methods.map(signatureOf),
  };
}

const hasModifier = (node, kind) => node.modifiers?.some((modifier) => modifier.kind === kind) ?? false;

function signatureOf(method) {
  const text = (node) => node?.getText() ?? '';
  const generics = method.typeParameters ? `<${method.typeParameters.map(text).join(', ')}>` : '';
  const parameters = method.parameters.map(({ name, questionToken, type }) => `_${text(name)}${text(questionToken)}: ${text(type)}`);
  return `${text(method.name)}${generics}(${parameters.join(', ')}): ${text(method.type)}`;
}

/** Imports of the types in the signatures, from the port's file or from where that file has them. */
function typeImports(file, fileName, methods) {
  const sources = new Map();
  const remember = (name, source) => sources.set(name, source);
  for (const node of file.statements) {
    if (ts.isImportDeclaration(node)) importedNames(node).forEach((name) => remember(name, fromDrivers(node.moduleSpecifier.text)));
    else if (node.name && hasModifier(node, ts.SyntaxKind.ExportKeyword)) remember(node.name.text, `../${fileName.replace('.ts', '.js')}`);
  }
  const used = new Set(methods.flatMap((method) => [...signatureOf(method).matchAll(/\b[A-Za-z]\w*\b/g)].map(([word]) => word)));
  const bySource = Map.groupBy(
    [...used].filter((name) => sources.has(name)),
    (name) => sources.get(name),
  );
  return [...bySource].map(([source, names]) => `import type { ${names.sort().join(', ')} } from '${source}';`);
}

function importedNames({ importClause }) {
  const bindings = importClause?.namedBindings;
  return bindings && ts.isNamedImports(bindings) ? bindings.elements.map((element) => element.name.text) : [];
}

const fromDrivers = (source) => (source.startsWith('./') ? `../${source.slice(2)}` : source.startsWith('../') ? `../${source}` : source);
