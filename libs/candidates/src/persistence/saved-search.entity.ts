import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AlertCovers, SearchAlert } from '../domain/search/saved-search.js';

@Entity({ schema: 'candidates', name: 'saved_searches' })
export class SavedSearchEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'organization_id' }) organizationId: string;
  @Column('uuid', { name: 'user_id' }) userId: string;
  @Column('int') version: number;
  @Column('text') details: string;
  @Column('text') alert: SearchAlert;
  @Column('boolean', { name: 'sends_mail' }) sendsMail: boolean;
  /** Another one whenever the alert begins anew. */
  @Column('uuid', { nullable: true }) watch: string | null;
  @Column('timestamptz', { name: 'watched_since', nullable: true }) watchedSince: Date | null;
  /** Null until the watch has learned whom the search finds anyway. */
  @Column('text', { nullable: true }) covers: AlertCovers | null;
  @Column('timestamptz', { name: 'alerted_at', nullable: true }) alertedAt: Date | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: Date;
}
