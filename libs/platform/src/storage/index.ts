export * from './object-storage.js';
export * from './storage.config.js';
export * from './storage.module.js';
export * from './upload-handle.js';
export * from './drivers/local.driver.js';
export * from './drivers/s3.driver.js';
export { s3Settings } from './drivers/s3-client.js';
export type { S3Settings } from './drivers/s3-client.js';
