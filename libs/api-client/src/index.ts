export { ApiClient } from './api-client.js';
export type { ApiClientOptions, RequestOptions } from './api-client.js';
export { ApiError } from './api-error.js';
export type { ApiAnswer, CallAnswer, CallArguments, CallOptions, OperationName } from './calls.js';
export type * from './generated/api.js';
