import '@fastify/multipart';
import { createHash } from 'node:crypto';
import { CodedError, validationError, validatorOf } from '@shortlist/platform';
import type { FastifyRequest } from 'fastify';
import { MOST_CV_BYTES } from '../domain/cv-limits.js';
import type { AskedRequirements, CvFile } from '../use-cases/analyze-cv.use-case.js';
import { AskedRequirementsDto } from './cv-analysis.dto.js';

const LONGEST_FIELD = 250_000;
const LONGEST_NAME = 255;

/** Reads CVs sent as a form: files called `resume`, at most so many, and `criteria` as JSON or `jobId` as text. */
export async function readCvForm(request: FastifyRequest, mostFiles: number): Promise<{ files: CvFile[]; asked: AskedRequirements }> {
  const given: Record<string, unknown> = {};
  const files: CvFile[] = [];
  const limits = { files: mostFiles, fileSize: MOST_CV_BYTES, fields: 2, fieldSize: LONGEST_FIELD, parts: mostFiles + 2 };
  for await (const part of request.parts({ limits })) {
    if (part.type === 'field') given[part.fieldname] = fieldValue(part.fieldname, String(part.value));
    else if (part.fieldname === 'resume')
      files.push({ fileName: part.filename.slice(0, LONGEST_NAME) || 'resume', bytes: await part.toBuffer() });
    else throw new CodedError('screening.unknown_file', 'malformed', 'Each file of the form must be called "resume".');
  }
  const checked = validatorOf(AskedRequirementsDto, 'request')(given);
  if (!checked.ok) throw validationError(checked.errors);
  if (files.length === 0) throw new CodedError('screening.cv_missing', 'malformed', 'The form holds no file called "resume".');
  return { files, asked: { criteria: checked.value.criteria ?? null, jobId: checked.value.jobId ?? null } };
}

/** Names a request: two with one fingerprint ask for the same. */
export function fingerprintOfCvs(files: readonly CvFile[], asked: AskedRequirements): string {
  const hash = createHash('sha256').update(JSON.stringify([asked, files.map(({ fileName, bytes }) => [fileName, bytes.byteLength])]));
  for (const { bytes } of files) hash.update(bytes);
  return hash.digest('hex');
}

function fieldValue(name: string, text: string): unknown {
  if (name !== 'criteria') return text;
  try {
    return JSON.parse(text);
  } catch {
    throw validationError([{ pointer: '/criteria', code: 'json', detail: 'must be JSON' }]);
  }
}
