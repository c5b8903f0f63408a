export { ensurePartitions } from './ensure-partitions.js';
export { LEAST_MONTHS_KEPT, archiveMonth, listPartitions, monthsBefore, restoreMonth } from './partition-archive.js';
export type { Partition, PartitionManifest } from './partition-archive.js';
export { MOST_REPAIRS, Reconciler, STUCK_AFTER_MINUTES, reconcileTask } from './reconciler.js';
export type { Repair } from './reconciler.js';
export { startMaintenance } from './maintenance-tasks.js';
export { PlatformChores } from './platform-chores.js';
export { purgeMessages } from './purge-messages.js';
