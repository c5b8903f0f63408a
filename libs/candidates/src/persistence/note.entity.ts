import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'candidates', name: 'notes' })
export class NoteEntity {
  @Column('uuid', { name: 'organization_id' }) organizationId: string;
  @PrimaryColumn('uuid', { name: 'candidate_id' }) candidateId: string;
  @PrimaryColumn('int') version: number;
  @Column('text') note: string;
  @Column('uuid', { name: 'author_id' }) authorId: string;
  @Column('timestamptz', { name: 'written_at' }) writtenAt: Date;
}
