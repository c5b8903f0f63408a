import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { assertKebab, pascal, spellingsOf } from './names.mjs';
import { renderFolder } from './render.mjs';

/**
 * A feature from HTTP to the table: create one, read one.
 * @param {string} root
 * @param {string} context
 * @param {string} noun
 */
export function sliceFiles(root, context, noun) {
  const source = `libs/${assertKebab(context)}/src`;
  const names = spellingsOf(noun);
  const values = { ...names, context, Context: pascal(context), number: nextMigration(join(root, source, 'persistence/migrations')) };
  return {
    files: renderFolder('slice', source, values),
    next: [
      `declare '${names.snakeNoun}:read' and '${names.snakeNoun}:create' in ${source}/permissions.ts`,
      `name ${names.Nouns}Controller, Create${names.Noun}, Read${names.Noun} and ${names.Noun}Repository in the HTTP module, ${names.Noun}Entity in its context`,
      `say who may call its routes in apps/e2e/src/access/role-matrix.ts, and give their bodies in stage.ts beside it`,
      `give ${names.Noun} its real fields: domain, dto, entity, migration`,
    ],
  };
}

function nextMigration(folder) {
  const numbers = existsSync(folder) ? readdirSync(folder).map((name) => Number.parseInt(name, 10) || 0) : [];
  return String(Math.max(0, ...numbers) + 1).padStart(4, '0');
}
