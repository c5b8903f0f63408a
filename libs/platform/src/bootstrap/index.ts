export { Infrastructure } from './infrastructure.js';
export { PlatformModule } from './platform.module.js';
export { ContextModule } from './context.module.js';
export type { ContextOptions } from './context.module.js';
export { ContextRuntime } from './context-runtime.js';
export { revokedSessionKey } from './cached-revoked-sessions.js';
export { RunningProcess } from './process.js';
export { keyVariables } from './master-key.js';
