export { NotificationsHttpModule } from './notifications-http.module.js';
export { NotificationsWorkerModule } from './notifications-worker.module.js';
export { notificationsMigrations } from './notifications.context.js';
