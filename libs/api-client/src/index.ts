export { ApiClient } from './api-client.js';
export type { ApiAnswer, ApiClientOptions, Pagination, RequestOptions } from './api-client.js';
export { ApiError } from './api-error.js';
export type { Problem } from './api-error.js';
