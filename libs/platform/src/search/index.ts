export * from './search-index.js';
export { plainText } from './words.js';
export * from './search.config.js';
export { createSearchIndex } from './create-search-index.js';
export * from './drivers/elasticsearch.driver.js';
export * from './drivers/postgres.driver.js';
