export * from './search-index.js';
export * from './drivers/postgres.driver.js';
