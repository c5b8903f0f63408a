import eventLogProducers from './event-log-producers.mjs';
import fileNames from './file-names.mjs';
import layerDirection from './layer-direction.mjs';
import noHttpExceptions from './no-http-exceptions.mjs';
import projectBoundaries from './project-boundaries.mjs';
import routeDeclaresAccess from './route-declares-access.mjs';
import writeTakesTx from './write-takes-tx.mjs';

/** The rules of this workspace as an ESLint plugin. */
export default {
  meta: { name: 'shortlist' },
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
