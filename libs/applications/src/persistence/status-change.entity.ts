import type { ApplicationStatus } from '@shortlist/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'applications', name: 'status_changes' })
export class StatusChangeEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'organization_id' }) organizationId: string;
  @Column('uuid', { name: 'application_id' }) applicationId: string;
  @Column('text', { name: 'from_status', nullable: true }) fromStatus: ApplicationStatus | null;
  @Column('text', { name: 'to_status' }) toStatus: ApplicationStatus;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('text') actor: string;
  @Column('boolean') automatic: boolean;
  @Column('timestamptz', { name: 'changed_at' }) changedAt: Date;
}
