import { defineVariables } from '../config/variables.js';

export const eventLogVariables = defineVariables('event log', {
  EVENT_LOG_DRIVER: {
    type: 'text',
    oneOf: ['postgres', 'kafka'],
    default: 'postgres',
    description: 'Where events lie: postgres needs nothing else, kafka needs KAFKA_BROKERS and the topics of "shortlist topics".',
  },
});
