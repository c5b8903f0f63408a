import type { DuplicatePolicy, JobStatus } from '@shortlist/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EmploymentType } from '../domain/job.js';

@Entity({ schema: 'jobs', name: 'jobs' })
export class JobEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'organization_id' }) organizationId: string;
  @Column('text') title: string;
  @Column('text', { nullable: true }) description: string | null;
  @Column('text', { nullable: true }) department: string | null;
  @Column('text', { nullable: true }) location: string | null;
  @Column('text', { name: 'employment_type', nullable: true }) employmentType: EmploymentType | null;
  @Column('int') openings: number;
  @Column('text', { name: 'duplicate_policy' }) duplicatePolicy: DuplicatePolicy;
  @Column('text') status: JobStatus;
  @Column('uuid', { name: 'hiring_manager_id', nullable: true }) hiringManagerId: string | null;
  @Column('timestamptz', { name: 'published_at', nullable: true }) publishedAt: Date | null;
  @Column('int') version: number;
  @Column('timestamptz', { name: 'deleted_at', nullable: true }) deletedAt: Date | null;
  /** Set by the database. */
  @Column({ type: 'timestamptz', name: 'created_at', insert: false, update: false }) createdAt: Date;
  /** Set by the database. */
  @Column({ type: 'timestamptz', name: 'updated_at', insert: false, update: false }) updatedAt: Date;
}
