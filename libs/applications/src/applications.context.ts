import { ContextModule } from '@shortlist/platform';
import type { MigrationSet } from '@shortlist/platform';
import { ApplicationEntity } from './persistence/application.entity.js';
import { StatusChangeEntity } from './persistence/status-change.entity.js';

export const applicationsContext = ContextModule.forContext({ name: 'applications', entities: [ApplicationEntity, StatusChangeEntity] });

export const applicationsMigrations: MigrationSet = {
  schema: 'applications',
  folder: new URL('./persistence/migrations/', import.meta.url),
};
