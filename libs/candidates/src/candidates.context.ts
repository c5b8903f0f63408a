import { ContextModule } from '@shortlist/platform';
import type { MigrationSet } from '@shortlist/platform';
import { CandidateChangeEntity } from './persistence/candidate-change.entity.js';
import { CandidateEntity } from './persistence/candidate.entity.js';
import { MergeEntity } from './persistence/merge.entity.js';
import { NoteEntity } from './persistence/note.entity.js';
import { ParsedResumeEntity } from './persistence/parsed-resume.entity.js';
import { ResumeEntity } from './persistence/resume.entity.js';
import { SavedSearchEntity } from './persistence/saved-search.entity.js';

export const candidatesContext = ContextModule.forContext({
  name: 'candidates',
  entities: [CandidateChangeEntity, CandidateEntity, MergeEntity, NoteEntity, ParsedResumeEntity, ResumeEntity, SavedSearchEntity],
});

export const candidatesMigrations: MigrationSet = {
  schema: 'candidates',
  folder: new URL('./persistence/migrations/', import.meta.url),
};
