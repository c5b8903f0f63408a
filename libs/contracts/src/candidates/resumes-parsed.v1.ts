import { defineEvent } from '../event.js';
import { Id, Instant, Nullable, Text, TextList, Whole } from '../fields.js';

export class ResumesParsedV1 {
  @Id() resumeId: string;
  @Id() candidateId: string;
  /** The record that it came through, where that was merged into the one that stands for the person; absent is the same one. */
  @Nullable() @Id() recordId?: string | null;
  /** The application it came with; null for a resume uploaded to a person's record. */
  @Nullable() @Id() applicationId: string | null;
  /** Which submission of the application it came with; absent is the first. */
  @Nullable() @Whole(1, 1_000_000) submission?: number | null;
  /** The sealed profile (`ProfileDto` as JSON) in object storage. */
  @Text(512) profileKey: string;
  /** Names the person's data key, with which the profile is sealed. */
  @Text(64, 64) candidateKey: string;
  @Text(50) parserVersion: string;
  /** What a person should look at, such as `hidden_text`. */
  @TextList(100) flags: string[];
  @Instant() parsedAt: string;
}

export const resumesParsedV1 = defineEvent({
  type: 'resumes.parsed.v1',
  topic: 'candidates.events',
  kind: 'fact',
  from: 'candidates',
  to: ['applications', 'screening'],
  payload: ResumesParsedV1,
  key: (data) => data.candidateId,
  meaning: 'A resume was read; its profile can be fetched from storage.',
});

export class ResumesParseFailedV1 {
  @Nullable() @Id() resumeId: string | null;
  @Id() candidateId: string;
  @Nullable() @Id() applicationId: string | null;
  /** Which submission of the application it came with; absent is the first. */
  @Nullable() @Whole(1, 1_000_000) submission?: number | null;
  /** `no_resume`, `file_missing`, or a failure code of the parser such as `needs_ocr`. */
  @Text(50) code: string;
  @Text(500) detail: string;
}

export const resumesParseFailedV1 = defineEvent({
  type: 'resumes.parse_failed.v1',
  topic: 'candidates.events',
  kind: 'fact',
  from: 'candidates',
  to: ['screening'],
  payload: ResumesParseFailedV1,
  key: (data) => data.candidateId,
  meaning: 'A resume could not be read; a person has to look at the application.',
});
