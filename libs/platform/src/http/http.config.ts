import { defineVariables } from '../config/variables.js';

export const httpVariables = defineVariables('http', {
  HOST: {
    type: 'text',
    description: 'Address on which the HTTP server and the probes listen: this machine alone unless given; 0.0.0.0 in a container.',
    default: '127.0.0.1',
  },
  PORT: { type: 'integer', description: 'Port of the HTTP server; 0 takes a free one.', min: 0, max: 65_535, default: 3000 },
  PROBE_PORT: {
    type: 'integer',
    description: 'Port of /metrics and the probes, which no gateway publishes; PORT + 100 unless given, 0 takes a free one.',
    min: 0,
    max: 65_535,
    optional: true,
  },
  PUBLIC_URL: {
    type: 'text',
    description: 'Address under which people reach this installation, without a final slash.',
    default: 'http://localhost:3000',
  },
  CORS_ORIGINS: { type: 'text', description: 'Origins that may call from a browser, separated by commas; none unless given.', default: '' },
  TRUSTED_PROXIES: {
    type: 'text',
    description: 'Addresses or networks of proxies whose X-Forwarded-* headers count, separated by commas; none unless given.',
    default: '',
  },
  HTTP_BODY_LIMIT_BYTES: { type: 'integer', description: 'Largest JSON body.', min: 1_024, max: 67_108_864, default: 1_048_576 },
  HTTP_UPLOAD_LIMIT_BYTES: {
    type: 'integer',
    description: 'Largest file in a multipart body.',
    min: 1_024,
    max: 1_073_741_824,
    default: 10_485_760,
  },
  HTTP_MAX_IN_FLIGHT: {
    type: 'integer',
    description: 'Requests served at once; further ones are refused with 503.',
    min: 1,
    max: 100_000,
    default: 1_000,
  },
  HTTP_MAX_EVENT_LOOP_DELAY_MS: {
    type: 'integer',
    description: 'Mean delay of the event loop above which new requests are refused with 503.',
    min: 10,
    max: 60_000,
    default: 500,
  },
  HTTP_STOP_TIMEOUT_MS: {
    type: 'integer',
    description: 'How long requests in flight may take to finish when the process stops.',
    min: 0,
    max: 120_000,
    default: 18_000,
  },
  HTTP_RATE_LIMIT_PER_MINUTE: {
    type: 'integer',
    description: 'Requests a minute per caller, or per address without sign-in, on routes without a policy of their own.',
    min: 1,
    max: 10_000_000,
    default: 1_200,
  },
  HTTP_RATE_LIMIT_SCALE: {
    type: 'integer',
    description: 'Multiplies every rate limit: for load tests and bulk imports.',
    min: 1,
    max: 1_000_000,
    default: 1,
  },
});
