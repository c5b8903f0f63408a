import { defineVariables } from '../../config/variables.js';

export const kafkaVariables = defineVariables('kafka', {
  KAFKA_BROKERS: {
    type: 'text',
    optional: true,
    description: 'With EVENT_LOG_DRIVER=kafka: host:port of some brokers, separated by commas.',
  },
  KAFKA_TLS: { type: 'boolean', default: false, description: 'Whether brokers are reached over TLS.' },
  KAFKA_TLS_CA: {
    type: 'text',
    optional: true,
    description: 'Certificates (PEM) that sign those of the brokers, where the system does not know them.',
  },
  KAFKA_TLS_CERTIFICATE: {
    type: 'text',
    optional: true,
    description: 'Certificate (PEM) that this process shows to brokers that ask for one.',
  },
  KAFKA_TLS_KEY: { type: 'text', optional: true, secret: true, description: 'Key (PEM) of KAFKA_TLS_CERTIFICATE.' },
  KAFKA_SASL_MECHANISM: {
    type: 'text',
    oneOf: ['plain', 'scram-sha-256', 'scram-sha-512'],
    optional: true,
    description: 'How this process signs in to the brokers; it does not unless given. plain only over TLS.',
  },
  KAFKA_SASL_USERNAME: { type: 'text', optional: true, description: 'User of KAFKA_SASL_MECHANISM.' },
  KAFKA_SASL_PASSWORD: { type: 'text', optional: true, secret: true, description: 'Password of KAFKA_SASL_USERNAME.' },
  KAFKA_SESSION_TIMEOUT_MS: {
    type: 'integer',
    default: 10_000,
    min: 3_000,
    max: 60_000,
    description: 'How long the group waits for a silent consumer before others get its partitions.',
  },
  KAFKA_REPLICATION: {
    type: 'integer',
    default: 3,
    min: 1,
    max: 7,
    description:
      'Copies of every topic that "shortlist topics" makes; all but one must have a record before it counts as kept. 1 for a single broker.',
  },
  KAFKA_PARTITIONS_MOST: {
    type: 'integer',
    default: 100,
    min: 1,
    description: 'Topics are made with their declared partitions, but with no more than this.',
  },
});
