import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'candidates', name: 'merges' })
export class MergeEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'organization_id' }) organizationId: string;
  @Column('uuid', { name: 'survivor_id' }) survivorId: string;
  @Column('uuid', { name: 'merged_id' }) mergedId: string;
  @Column('uuid', { name: 'merged_by' }) mergedBy: string;
  @Column('timestamptz', { name: 'merged_at' }) mergedAt: Date;
  @Column('uuid', { name: 'undone_by', nullable: true }) undoneBy: string | null;
  @Column('timestamptz', { name: 'undone_at', nullable: true }) undoneAt: Date | null;
}
