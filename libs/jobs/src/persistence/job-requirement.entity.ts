import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'jobs', name: 'job_requirements' })
export class JobRequirementEntity {
  @PrimaryColumn('uuid', { name: 'organization_id' }) organizationId: string;
  @PrimaryColumn('uuid', { name: 'job_id' }) jobId: string;
  @PrimaryColumn('int') position: number;
  @Column('text') type: string;
  @Column('text') value: string;
  @Column('boolean') mandatory: boolean;
}
