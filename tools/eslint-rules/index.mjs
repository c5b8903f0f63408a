import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readProjects } from '../workspace/projects.mjs';
import eventLogProducers from './event-log-producers.mjs';
import fileNames from './file-names.mjs';
import layerDirection from './layer-direction.mjs';
import noHttpExceptions from './no-http-exceptions.mjs';
import projectBoundaries from './project-boundaries.mjs';
import routeDeclaresAccess from './route-declares-access.mjs';
import writeTakesTx from './write-takes-tx.mjs';

/** Changes with the rules and the projects: ESLint keeps results in its cache for as long as the version stays. */
function version() {
  const sources = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.mjs'));
  const hash = createHash('sha256').update(JSON.stringify(readProjects()));
  for (const name of sources) hash.update(readFileSync(join(import.meta.dirname, name)));
  return hash.digest('hex').slice(0, 12);
}

/** The rules of this workspace as an ESLint plugin. */
export default {
  meta: { name: 'shortlist', version: version() },
  rules: {
    'event-log-producers': eventLogProducers,
    'file-names': fileNames,
    'layer-direction': layerDirection,
    'no-http-exceptions': noHttpExceptions,
    'project-boundaries': projectBoundaries,
    'route-declares-access': routeDeclaresAccess,
    'write-takes-tx': writeTakesTx,
  },
};
