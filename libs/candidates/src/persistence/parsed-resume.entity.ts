import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'candidates', name: 'parsed_resumes' })
export class ParsedResumeEntity {
  @Column('uuid', { name: 'organization_id' }) organizationId: string;
  @PrimaryColumn('uuid', { name: 'resume_id' }) resumeId: string;
  @PrimaryColumn('int') run: number;
  @Column('text', { name: 'parser_version' }) parserVersion: string;
  @Column('text', { array: true }) flags: string[];
  @Column('text', { name: 'text_key' }) textKey: string;
  @Column('text', { name: 'profile_key' }) profileKey: string;
  @Column('timestamptz', { name: 'parsed_at' }) parsedAt: Date;
}
