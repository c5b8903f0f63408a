import type { ModelRun } from '@shortlist/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One evaluation of one application; never changes. */
@Entity({ schema: 'screening', name: 'screenings' })
export class ScreeningEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'organization_id' }) organizationId: string;
  @Column('uuid', { name: 'application_id' }) applicationId: string;
  @Column('uuid', { name: 'job_id' }) jobId: string;
  @Column('uuid', { name: 'candidate_id', nullable: true }) candidateId: string | null;
  @Column('int') run: number;
  @Column('text') outcome: 'scored' | 'unreadable';
  @Column('text', { name: 'failure_code', nullable: true }) failureCode: string | null;
  @Column('int', { name: 'criteria_version' }) criteriaVersion: number;
  @Column('int', { name: 'settings_version' }) settingsVersion: number;
  @Column('int', { name: 'taxonomy_version' }) taxonomyVersion: number;
  @Column('int', { name: 'scorer_version' }) scorerVersion: number;
  @Column('int', { name: 'job_text_version', nullable: true }) jobTextVersion: number | null;
  @Column('text', { name: 'parser_version', nullable: true }) parserVersion: string | null;
  @Column('uuid', { name: 'resume_id', nullable: true }) resumeId: string | null;
  @Column('text', { name: 'profile_key', nullable: true }) profileKey: string | null;
  @Column('timestamptz', { name: 'as_of' }) asOf: Date;
  @Column('text', { name: 'input_hash', nullable: true }) inputHash: string | null;
  @Column('text', { nullable: true }) result: string | null;
  /** PostgreSQL's numeric arrives as text. */
  @Column('numeric', { precision: 5, scale: 2, nullable: true }) score: string | null;
  @Column('text', { array: true }) flags: string[];
  @Column('boolean', { name: 'needs_person' }) needsPerson: boolean;
  @Column('text', { name: 'needs_person_reason', nullable: true }) needsPersonReason: string | null;
  @Column('boolean', { name: 'auto_advance' }) autoAdvance: boolean;
  /** Null when nothing was asked. */
  @Column('jsonb', { name: 'model_run', nullable: true }) modelRun: ModelRun | null;
  /** A sealed `RecordedAnswer`. */
  @Column('text', { name: 'model_answer', nullable: true }) modelAnswer: string | null;
  @Column('int') milliseconds: number;
  @Column('timestamptz', { name: 'screened_at' }) screenedAt: Date;
}
