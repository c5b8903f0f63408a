export * from './event.js';
export * from './personal.js';
export * from './fields.js';
export * from './evidence.dto.js';
export * from './candidates/profile.dto.js';
export * from './candidates/experience.js';
export * from './screening/criteria.dto.js';
export * from './screening/score.dto.js';
