import { ContextModule, FAIRNESS_ROLE } from '@shortlist/platform';
import type { MigrationSet } from '@shortlist/platform';
import { OverrideEntity } from './persistence/override.entity.js';
import { ScreeningEntity } from './persistence/screening.entity.js';
import { SubjectEntity } from './persistence/subject.entity.js';

export const screeningContext = ContextModule.forContext({
  name: 'screening',
  entities: [OverrideEntity, ScreeningEntity, SubjectEntity],
  readers: [FAIRNESS_ROLE],
});

export const screeningMigrations: MigrationSet = {
  schema: 'screening',
  folder: new URL('./persistence/migrations/', import.meta.url),
};
