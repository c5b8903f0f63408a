import '@fastify/multipart';
import { CodedError, readFormFile, validationError, validatorOf } from '@shortlist/platform';
import type { FastifyRequest } from 'fastify';
import { MOST_RESUME_BYTES, RESUME_TYPES } from '../domain/resume-upload.js';
import type { ResumeFile } from '../domain/resume-upload.js';
import { SubmitApplicationDto } from './submit-application.dto.js';

const LIMITS = { files: 1, fileSize: MOST_RESUME_BYTES, fields: 20, fieldSize: 250_000, parts: 21 };
/** Fields of the form that hold JSON. */
const JSON_FIELDS = new Set(['answers', 'consents', 'wantsPerson', 'replaces']);

/** Reads an application sent as a form: the fields of `SubmitApplicationDto` as text, and the resume as the file `resume`, whose content looks like one of `RESUME_TYPES`. */
export async function readForm(request: FastifyRequest): Promise<{ fields: SubmitApplicationDto; file: ResumeFile | null }> {
  const given: Record<string, unknown> = {};
  let file: ResumeFile | null = null;
  for await (const part of request.parts({ limits: LIMITS })) {
    if (part.type === 'field') {
      given[part.fieldname] = fieldValue(part.fieldname, String(part.value));
    } else if (part.fieldname === 'resume') {
      file = await readFormFile(part, RESUME_TYPES);
    } else {
      throw new CodedError('applications.unknown_file', 'malformed', 'The file of the form must be called "resume".');
    }
  }
  const checked = validatorOf(SubmitApplicationDto, 'request')(given);
  if (!checked.ok) throw validationError(checked.errors);
  return { fields: checked.value, file };
}

function fieldValue(name: string, text: string): unknown {
  if (!JSON_FIELDS.has(name)) return text;
  try {
    return JSON.parse(text);
  } catch {
    throw validationError([{ pointer: `/${name}`, code: 'json', detail: 'must be JSON' }]);
  }
}
