import { readFileSync } from 'node:fs';

const swc = JSON.parse(readFileSync(new URL('.swcrc', import.meta.url), 'utf8'));
delete swc.$schema;

/** One preset for every project: ESM, SWC, TypeScript sources of the libraries instead of their build output. */
export default {
  testEnvironment: 'node',
  testRegex: '\\.(spec|http-spec|int-spec|driver-spec|component-spec|e2e-spec)\\.ts$',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { ...swc, swcrc: false }] },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testEnvironmentOptions: { customExportConditions: ['@shortlist/source', 'node', 'node-addons'] },
  testTimeout: 120_000,
};
