import type { OverrideDecision } from '@shortlist/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a person says instead of a screening; never changes. */
@Entity({ schema: 'screening', name: 'screening_overrides' })
export class OverrideEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'organization_id' }) organizationId: string;
  @Column('uuid', { name: 'screening_id' }) screeningId: string;
  @Column('uuid', { name: 'application_id' }) applicationId: string;
  /** PostgreSQL's numeric arrives as text. */
  @Column('numeric', { precision: 5, scale: 2, nullable: true }) score: string | null;
  @Column('text', { nullable: true }) decision: OverrideDecision | null;
  @Column('text') reason: string;
  @Column('uuid', { name: 'user_id' }) userId: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
}
