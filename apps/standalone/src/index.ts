export { contextMigrations, contextModules } from './contexts.js';
export { addressAt, prepareDatabase, withDatabase } from './database.js';
export { DataFolder, DataFolderHeldError, holderOf } from './data-folder.js';
export type { Holder } from './data-folder.js';
export { Installation } from './installation.js';
export type { InstallationOptions } from './installation.js';
export { sampleClient, seedSampleOrganization } from './sample-organization.js';
export type { SeedProgress, SeededJob } from './sample-organization.js';
