import { defineVariables } from '../config/variables.js';

export const storageVariables = defineVariables('storage', {
  STORAGE_DRIVER: { type: 'text', oneOf: ['local'], default: 'local', description: 'Where files lie: local keeps them below DATA_DIR.' },
});
