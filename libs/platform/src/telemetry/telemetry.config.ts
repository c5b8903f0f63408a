import { defineVariables } from '../config/variables.js';

export const telemetryVariables = defineVariables('telemetry', {
  LOG_LEVEL: {
    type: 'text',
    description: 'The least severe log records that are written.',
    oneOf: ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
    default: 'info',
  },
});
