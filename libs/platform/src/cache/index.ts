export * from './cache.js';
export * from './drivers/memory.driver.js';
