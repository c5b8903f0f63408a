import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { assertKebab, pascal } from './names.mjs';
import { portIn } from './port.mjs';

/**
 * A driver of a port of the platform: a class with every method that the port asks for.
 * @param {string} root
 * @param {string} capability folder of the port
 * @param {string} vendor
 */
export function driverFiles(root, capability, vendor) {
  const folder = `libs/platform/src/${assertKebab(capability)}`;
  if (!existsSync(join(root, folder))) throw new Error(`There is no ${folder}.`);
  const sources = readdirSync(join(root, folder)).filter((name) => name.endsWith('.ts') && !/spec\.ts$|^index\.ts$/.test(name));
  const port = sources.map((name) => portIn(name, readFileSync(join(root, folder, name), 'utf8'))).find((found) => found !== undefined);
  if (!port) throw new Error(`${folder} declares no port: no exported abstract class with abstract methods.`);
  const suite = readdirSync(join(root, folder)).find((name) => name.endsWith('.driver-spec.ts'));
  return {
    files: [{ path: `${folder}/drivers/${assertKebab(vendor)}.driver.ts`, content: driverSource(port, vendor) }],
    next: [`export it from ${folder}/index.ts and choose it by configuration`, `run the suite of ${suite ?? 'the port'} over it`],
  };
}

function driverSource({ name, imports, methods }, vendor) {
  const body = methods.map((method) => `  override ${method} {\n    throw new Error('${vendor} is not connected');\n  }`);
  const className = `${pascal(vendor)}${name}`;
  return `${imports.join('\n')}\n\n/** ${name} on ${pascal(vendor)}. */\nexport class ${className} extends ${name} {\n${body.join('\n\n')}\n}\n`;
}
