import '@fastify/multipart';
import { createHash } from 'node:crypto';
import { CodedError, validationError, validatorOf } from '@shortlist/platform';
import type { FastifyRequest } from 'fastify';
import { MOST_RESUME_BYTES, textFile } from '../domain/people/resume-file.js';
import type { ResumeFile } from '../domain/people/resume-file.js';
import { AddResumeDto } from './resume.dto.js';

const LIMITS = { files: 1, fileSize: MOST_RESUME_BYTES, fields: 5, fieldSize: 250_000, parts: 6 };

/** A resume and whose it is. */
export interface AddedResume {
  readonly candidateId: string;
  readonly file: ResumeFile;
}

/** Reads a resume sent as a form: the fields of `AddResumeDto`, and the resume as the file `resume`. */
export async function readResumeForm(request: FastifyRequest): Promise<AddedResume> {
  const given: Record<string, unknown> = {};
  let file: ResumeFile | null = null;
  for await (const part of request.parts({ limits: LIMITS })) {
    if (part.type === 'field') given[part.fieldname] = String(part.value);
    else if (part.fieldname === 'resume') {
      const bytes = await part.toBuffer();
      file = { fileName: part.filename.slice(0, 255) || 'resume', contentType: part.mimetype.slice(0, 100), bytes };
    } else throw new CodedError('candidates.unknown_file', 'malformed', 'The file of the form must be called "resume".');
  }
  const checked = validatorOf(AddResumeDto, 'request')(given);
  if (!checked.ok) throw validationError(checked.errors);
  return addedResume(checked.value, file);
}

/** One resume, as a file or as a text. */
export function addedResume({ candidateId, text }: AddResumeDto, file: ResumeFile | null = null): AddedResume {
  const [one, ...others] = [file, text ? textFile(text) : null].filter((given) => given !== null);
  if (!one || others.length > 0) throw new CodedError('candidates.one_resume', 'rule', 'Send one resume: a file or a text.');
  return { candidateId, file: one };
}

/** Names a request: two with one fingerprint ask for the same. */
export function fingerprintOfResume({ candidateId, file }: AddedResume): string {
  return createHash('sha256')
    .update(JSON.stringify([candidateId, file.fileName, file.contentType]))
    .update(file.bytes)
    .digest('hex');
}
