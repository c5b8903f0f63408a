import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ResumeStatus } from '../domain/people/candidate.js';
import type { Scan } from '../domain/people/scan.js';

@Entity({ schema: 'candidates', name: 'resumes' })
export class ResumeEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'organization_id' }) organizationId: string;
  @Column('uuid', { name: 'candidate_id' }) candidateId: string;
  @Column('uuid', { name: 'application_id', nullable: true }) applicationId: string | null;
  /** Which submission of the application it came with. */
  @Column('int') submission: number;
  @Column('text', { name: 'storage_key' }) storageKey: string;
  @Column('text', { name: 'file_name' }) fileName: string;
  @Column('text', { name: 'content_type' }) contentType: string;
  @Column('timestamptz', { name: 'received_at' }) receivedAt: Date;
  @Column('text') status: ResumeStatus;
  @Column('text', { name: 'failure_code', nullable: true }) failureCode: string | null;
  @Column('int') run: number;
  /** Of the file at `storageKey`; null: no scanner was asked. */
  @Column('text', { nullable: true }) scan: Scan | null;
}
