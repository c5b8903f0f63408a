export * from './object-storage.js';
export * from './storage.config.js';
export * from './storage.module.js';
export * from './upload-handle.js';
export * from './drivers/local.driver.js';
