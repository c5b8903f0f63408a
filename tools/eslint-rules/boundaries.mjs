/**
 * Who may import whom, by the `type:` tag of the projects. `own-context` is the context with the folder name of the app;
 * `specs` are allowed in specs and test folders on top of `projects`; `packages` limits what may come from npm.
 * @type {Record<string, { projects: string[], specs: string[], packages?: string[] }>}
 */
export const BOUNDARIES = {
  app: { projects: ['own-context', 'platform'], specs: ['contracts', 'testing', 'sample'] },
  composition: { projects: ['composition', 'context', 'reader', 'platform', 'contracts', 'sample', 'api-client'], specs: ['testing'] },
  context: { projects: ['contracts', 'platform', 'taxonomy', 'reader'], specs: ['testing', 'sample'] },
  contracts: { projects: [], specs: ['testing', 'sample'], packages: ['class-validator', 'class-transformer', 'reflect-metadata'] },
  reader: { projects: ['contracts', 'platform', 'taxonomy'], specs: ['testing', 'sample'] },
  taxonomy: { projects: [], specs: ['testing'], packages: [] },
  platform: { projects: ['contracts', 'platform'], specs: ['testing', 'sample'] },
  sample: { projects: ['contracts'], specs: ['testing'] },
  testing: { projects: ['platform', 'contracts', 'reader'], specs: ['sample'] },
  e2e: { projects: ['composition', 'testing', 'platform', 'contracts', 'sample', 'api-client'], specs: [] },
  web: { projects: ['api-client'], specs: [] },
  'api-client': { projects: [], specs: [], packages: [] },
};

/** Clients of vendors: known to the drivers of the platform only. A name that ends in a slash stands for a whole scope. */
export const VENDOR_PACKAGES = [
  'kafkajs',
  '@platformatic/kafka',
  'openai',
  '@anthropic-ai/sdk',
  '@aws-sdk/',
  '@elastic/',
  'ioredis',
  '@opentelemetry/',
];

/** Project types whose code must not name a vendor. */
export const VENDOR_FREE = new Set(['app', 'composition', 'context', 'contracts', 'sample', 'reader', 'web']);
