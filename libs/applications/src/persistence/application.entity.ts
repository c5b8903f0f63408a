import type { ApplicationStatus } from '@shortlist/contracts';
import type { ScreeningOverride } from '../domain/screening-override.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'applications', name: 'applications' })
export class ApplicationEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'organization_id' }) organizationId: string;
  @Column('uuid', { name: 'job_id' }) jobId: string;
  @Column('uuid', { name: 'candidate_id', nullable: true }) candidateId: string | null;
  @Column('text', { name: 'candidate_key' }) candidateKey: string;
  @Column('text') submitter: 'candidate' | 'staff';
  @Column('text') status: ApplicationStatus;
  @Column('int') version: number;
  /** PostgreSQL's numeric arrives as text. */
  @Column('numeric', { precision: 5, scale: 2, nullable: true }) score: string | null;
  @Column('int', { name: 'criteria_version', nullable: true }) criteriaVersion: number | null;
  @Column('int', { name: 'screening_run' }) screeningRun: number;
  @Column('boolean', { name: 'needs_person' }) needsPerson: boolean;
  @Column('text', { name: 'needs_person_reason', nullable: true }) needsPersonReason: string | null;
  @Column('jsonb', { nullable: true }) override: ScreeningOverride | null;
  @Column('text', { array: true }) flags: string[];
  /** Names of skills in lower case, as the newest screening read them. */
  @Column('text', { array: true }) skills: string[];
  @Column('text') source: string;
  @Column('boolean', { name: 'wants_person' }) wantsPerson: boolean;
  @Column('text') submission: string;
  /** Counts what was submitted for it; events about an earlier submission do not count any more. */
  @Column('int', { name: 'submission_number' }) submissionNumber: number;
  @Column('text', { name: 'resume_key', nullable: true }) resumeKey: string | null;
  @Column('timestamptz', { name: 'received_at' }) receivedAt: Date;
  @Column('timestamptz', { name: 'first_viewed_at', nullable: true }) firstViewedAt: Date | null;
  /** When staff deleted it: they do not see it any more. */
  @Column('timestamptz', { name: 'deleted_at', nullable: true }) deletedAt: Date | null;
}
