import { defineVariables } from '../config/variables.js';

export const telemetryVariables = defineVariables('telemetry', {
  LOG_LEVEL: {
    type: 'text',
    description: 'The least severe log records that are written.',
    oneOf: ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
    default: 'info',
  },
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    type: 'text',
    description: 'Base address of an OpenTelemetry receiver for traces, such as http://localhost:4318. Without it nothing is recorded.',
    optional: true,
  },
  OTEL_EXPORTER_OTLP_HEADERS: {
    type: 'text',
    description: 'Headers for that receiver, as name=value pairs separated by commas.',
    secret: true,
    optional: true,
  },
  OTEL_SERVICE_NAME: {
    type: 'text',
    description: 'The name under which traces show this process. A context that runs by itself is called shortlist-<context>.',
    default: 'shortlist',
  },
  TRACES_SAMPLED_PERCENT: {
    type: 'integer',
    description: 'How many of a hundred traces are recorded, wherever they pass. The same in all processes.',
    min: 0,
    max: 100,
    default: 100,
  },
});
