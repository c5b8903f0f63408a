export { startMaintenance } from './maintenance-tasks.js';
export { PlatformChores } from './platform-chores.js';
export { purgeMessages } from './purge-messages.js';
