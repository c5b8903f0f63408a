export * from './cache.js';
export * from './cache.config.js';
export * from './redis-connection.js';
export * from './drivers/memory.driver.js';
export * from './drivers/redis.driver.js';
