export * from './telemetry.config.js';
export * from './log-fields.js';
export * from './logger.js';
export * from './nest-logger.js';
export * from './metrics.js';
export * from './health-checks.js';
export * from './probe-server.js';
