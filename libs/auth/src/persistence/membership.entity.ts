import type { MemberRole } from '@shortlist/contracts';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { OrganizationEntity } from './organization.entity.js';

@Entity({ schema: 'auth', name: 'memberships' })
export class MembershipEntity {
  @PrimaryColumn('uuid', { name: 'organization_id' }) organizationId: string;
  @PrimaryColumn('uuid', { name: 'user_id' }) userId: string;
  @Column('text') role: MemberRole;
  @ManyToOne(() => OrganizationEntity) @JoinColumn({ name: 'organization_id' }) organization: Relation<OrganizationEntity>;
}
