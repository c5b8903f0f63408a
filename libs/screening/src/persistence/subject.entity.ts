import type { ApplicationStatus } from '@shortlist/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An application as screening knows it. Fields of events that have not arrived are null. */
@Entity({ schema: 'screening', name: 'screening_subjects' })
export class SubjectEntity {
  @PrimaryColumn('uuid', { name: 'application_id' }) applicationId: string;
  @Column('uuid', { name: 'organization_id' }) organizationId: string;
  @Column('uuid', { name: 'job_id', nullable: true }) jobId: string | null;
  @Column('text', { name: 'candidate_key', nullable: true }) candidateKey: string | null;
  @Column('text', { nullable: true }) submitter: 'candidate' | 'staff' | null;
  @Column('timestamptz', { name: 'received_at', nullable: true }) receivedAt: Date | null;
  @Column('boolean', { name: 'wants_person' }) wantsPerson: boolean;
  @Column('text', { nullable: true }) name: string | null;
  @Column('uuid', { name: 'candidate_id', nullable: true }) candidateId: string | null;
  @Column('uuid', { name: 'resume_id', nullable: true }) resumeId: string | null;
  /** Which submission of the application counts. */
  @Column('int') submission: number;
  /** Which one the resume came with. */
  @Column('int', { name: 'resume_submission' }) resumeSubmission: number;
  @Column('text', { name: 'profile_key', nullable: true }) profileKey: string | null;
  @Column('text', { name: 'profile_candidate_key', nullable: true }) profileCandidateKey: string | null;
  @Column('text', { name: 'parser_version', nullable: true }) parserVersion: string | null;
  @Column('text', { name: 'parser_flags', array: true }) parserFlags: string[];
  @Column('text', { name: 'failure_code', nullable: true }) failureCode: string | null;
  @Column('text') status: ApplicationStatus;
  @Column('text') state: 'waiting' | 'screened' | 'unreadable';
  @Column('int', { name: 'requested_run' }) requestedRun: number;
  @Column('int') run: number;
  @Column('uuid', { name: 'screening_id', nullable: true }) screeningId: string | null;
  @Column('int', { name: 'criteria_version', nullable: true }) criteriaVersion: number | null;
  /** PostgreSQL's numeric arrives as text. */
  @Column('numeric', { precision: 5, scale: 2, nullable: true }) score: string | null;
  @Column('boolean', { name: 'needs_person' }) needsPerson: boolean;
  /** The newest screening was scored without the model that was asked for. */
  @Column('boolean') degraded: boolean;
  @Column('timestamptz', { name: 'looked_at', nullable: true }) lookedAt: Date | null;
}
