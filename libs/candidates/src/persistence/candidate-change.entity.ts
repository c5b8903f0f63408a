import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ChangeKind, FieldChange } from '../domain/people/candidate-change.js';

@Entity({ schema: 'candidates', name: 'candidate_changes' })
export class CandidateChangeEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'organization_id' }) organizationId: string;
  @Column('uuid', { name: 'candidate_id' }) candidateId: string;
  @Column('text') kind: ChangeKind;
  @Column('text') actor: string;
  @Column('text') cause: string;
  @Column('jsonb') fields: FieldChange[];
  @Column('uuid', { name: 'resume_id', nullable: true }) resumeId: string | null;
  @Column('int', { name: 'resume_run', nullable: true }) resumeRun: number | null;
  @Column('text', { name: 'failure_code', nullable: true }) failureCode: string | null;
  @Column('int', { name: 'note_version', nullable: true }) noteVersion: number | null;
  @Column('uuid', { name: 'merge_id', nullable: true }) mergeId: string | null;
  /** The record that was merged into this one, or taken out again. */
  @Column('uuid', { name: 'merged_id', nullable: true }) mergedId: string | null;
  @Column('timestamptz', { name: 'changed_at' }) changedAt: Date;
}
