import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CandidateStatus, CandidateType, EmploymentStatus } from '../domain/people/candidate.js';

@Entity({ schema: 'candidates', name: 'candidates' })
export class CandidateEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'organization_id' }) organizationId: string;
  @Column('text', { name: 'candidate_key' }) candidateKey: string;
  @Column('int') version: number;
  @Column('text') type: CandidateType;
  @Column('text') status: CandidateStatus;
  @Column('text', { name: 'employment_status', nullable: true }) employmentStatus: EmploymentStatus | null;
  @Column('text') details: string;
  @Column('text', { name: 'national_id', nullable: true }) nationalId: string | null;
  @Column('text', { array: true }) tags: string[];
  @Column('text', { name: 'edited_fields', array: true }) editedFields: string[];
  @Column('text', { name: 'resume_fields', array: true }) resumeFields: string[];
  @Column('uuid', { name: 'primary_resume_id', nullable: true }) primaryResumeId: string | null;
  @Column('uuid', { name: 'possible_duplicate_of', nullable: true }) possibleDuplicateOf: string | null;
  @Column('uuid', { name: 'merged_into', nullable: true }) mergedInto: string | null;
  @Column('timestamptz', { name: 'merged_at', nullable: true }) mergedAt: Date | null;
  @Column('text', { name: 'taken_fields', array: true }) takenFields: string[];
  /** The record that stands for the person. */
  @Column('uuid', { name: 'person_id' }) personId: string;
  @Column('text', { name: 'hidden_tags', array: true }) hiddenTags: string[];
  @Column('text', { name: 'hidden_skills', array: true }) hiddenSkills: string[];
  @Column('text', { name: 'found_tags', array: true }) foundTags: string[];
  @Column('text', { name: 'found_skills', array: true }) foundSkills: string[];
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: Date;
}
