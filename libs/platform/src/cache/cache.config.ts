import { defineVariables } from '../config/variables.js';

export const cacheVariables = defineVariables('cache', {
  CACHE_DRIVER: {
    type: 'text',
    oneOf: ['memory', 'redis'],
    default: 'memory',
    description:
      'Where short-lived values and rate limits are counted: memory keeps them in this process, redis shares them between all processes.',
  },
  REDIS_URL: {
    type: 'text',
    optional: true,
    secret: true,
    description: 'With CACHE_DRIVER=redis: redis://user:password@host:6379/0, or rediss:// for TLS.',
  },
  REDIS_TIMEOUT_MS: {
    type: 'integer',
    min: 10,
    default: 250,
    description: 'Longest wait for an answer of Redis; then a request goes on without it, or is refused where it cannot.',
  },
});
