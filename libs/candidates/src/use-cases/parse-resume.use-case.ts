import { Injectable } from '@nestjs/common';
import { sealedProfileContext } from '@shortlist/contracts';
import { CodedError, Keyring, ObjectStorage, UnitOfWork, personKey } from '@shortlist/platform';
import type { TaskRun } from '@shortlist/platform';
import { fileNameContext, textContext } from '../domain/people/sealed-contexts.js';
import { scanAfter } from '../domain/people/scan.js';
import { belongsTo, originalKey, profileKey, textKey } from '../domain/people/resume-keys.js';
import { ParserPool, VirusScanner } from '@shortlist/resume-reader';
import type { OwnSkill, ParsedResume, ParseInput, ParseOutcome, ScanVerdict } from '@shortlist/resume-reader';
import { CandidateRepository } from '../persistence/candidate.repository.js';
import type { ResumeEntity } from '../persistence/resume.entity.js';
import { ResumeRepository } from '../persistence/resume.repository.js';
import { SkillListRepository } from '../persistence/skill-list.repository.js';
import type { ParseResumeTask } from '../tasks/parse-resume.js';
import { RecordParse } from './record-parse.use-case.js';
import { RecordParseFailure } from './record-parse-failure.use-case.js';
import type { ParseFailure } from './record-parse-failure.use-case.js';

/** No resume is larger; intake enforces less. */
const MOST_BYTES = 20 * 1024 * 1024;
/** A text with its evidence stays far below. */
const MOST_SEALED_BYTES = 100 * 1024 * 1024;

interface OpenRun {
  readonly resume: ResumeEntity;
  readonly candidateKey: string;
  readonly ownSkills: readonly OwnSkill[];
}

/**
 * Reads one resume. Everything before the last transaction may happen again: the way out of quarantine and the sealed objects are the same
 * each time, and only the first outcome of a run is recorded and announced.
 */
@Injectable()
export class ParseResume {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly candidates: CandidateRepository,
    private readonly resumes: ResumeRepository,
    private readonly skillLists: SkillListRepository,
    private readonly storage: ObjectStorage,
    private readonly keyring: Keyring,
    private readonly scanner: VirusScanner,
    private readonly parser: ParserPool,
    private readonly recordParse: RecordParse,
    private readonly recordFailure: RecordParseFailure,
  ) {}

  async execute(task: ParseResumeTask, run: Pick<TaskRun, 'isLast' | 'signal'>): Promise<void> {
    try {
      await this.attempt(task, run.signal);
    } catch (error) {
      const failure = terminalFailure(error, run.isLast);
      if (failure) await this.recordFailure.execute(task, failure);
      if (failure?.code !== 'erased') throw error;
    }
  }

  private async attempt(task: ParseResumeTask, signal: AbortSignal): Promise<void> {
    const open = await this.openRun(task);
    if (!open) return;
    const bytes = await this.takeFile(open.resume, signal);
    if (!(bytes instanceof Uint8Array)) return this.recordFailure.execute(task, bytes);
    const { resume, ownSkills } = open;
    const fileName = await this.keyring.open(task.organizationId, fileNameContext(resume.id), resume.fileName);
    const outcome = await this.parse({ bytes, fileName, asOf: resume.receivedAt.toISOString(), ownSkills }, signal);
    if (!outcome.ok) return this.recordFailure.execute(task, { code: outcome.code, detail: outcome.detail });
    await this.storeSealed(task, open.candidateKey, outcome);
    await this.recordParse.execute(task, outcome);
  }

  /**
   * A parser also dies when the machine runs short or this process stops, so a crash counts when it happens twice. In a process that
   * stops, the second try rejects and another worker gets the task.
   */
  private async parse(input: ParseInput, signal: AbortSignal): Promise<ParseOutcome> {
    const outcome = await this.parser.parse(input, signal);
    const hasCrashed = !outcome.ok && outcome.code === 'crashed';
    return hasCrashed ? this.parser.parse(input, signal) : outcome;
  }

  /** Null when the run has its outcome already. */
  private openRun({ organizationId, resumeId, run }: ParseResumeTask): Promise<OpenRun | null> {
    return this.unitOfWork.runShared({ organizationId }, async (tx) => {
      const resume = await this.resumes.find(tx, resumeId);
      if (!resume || resume.status !== 'pending' || resume.run !== run) return null;
      const candidate = await this.candidates.find(tx, resume.candidateId);
      return candidate && { resume, candidateKey: candidate.candidateKey, ownSkills: (await this.skillLists.current(tx)).skills };
    });
  }

  /** The content of the file, which has then been scanned and left quarantine. */
  private async takeFile(resume: ResumeEntity, signal: AbortSignal): Promise<Uint8Array | ParseFailure> {
    const { id, organizationId, storageKey, contentType } = resume;
    const target = originalKey(organizationId, id);
    if (!belongsTo(organizationId, storageKey)) return FILE_MISSING;
    try {
      const [key, bytes] = await this.find(storageKey, target);
      const isTaken = key === target;
      if (isTaken && resume.scan === 'clean') return bytes;
      const verdict = await this.scan(bytes, signal);
      const scan = scanAfter(resume.scan, verdict.clean, this.scanner.kind !== 'none');
      if (scan === 'infected') {
        await this.note(resume, { scan });
        return infected(verdict);
      }
      if (!isTaken) await this.take(storageKey, target, bytes, contentType);
      await this.note(resume, { scan, storageKey: target });
      return bytes;
    } catch (error) {
      const failure = error instanceof CodedError ? FILE_FAILURES[error.code] : undefined;
      if (failure) return failure;
      throw error;
    }
  }

  /** The file where it was uploaded, or where an earlier attempt put it once it was scanned. */
  private async find(storageKey: string, target: string): Promise<[key: string, bytes: Uint8Array]> {
    try {
      return [storageKey, await this.storage.read(storageKey, MOST_BYTES)];
    } catch (error) {
      if (!(error instanceof CodedError) || error.code !== 'storage.object_missing') throw error;
      return [target, await this.storage.read(target, MOST_BYTES)];
    }
  }

  /**
   * Stores the bytes that were scanned and no others: the form of an upload may be used again meanwhile. Nothing stays in quarantine, wherever an
   * attempt ends: once the row names the new place nobody looks into quarantine again.
   */
  private async take(storageKey: string, target: string, bytes: Uint8Array, contentType: string): Promise<void> {
    await this.storage.put(target, bytes, { contentType, maxBytes: MOST_BYTES });
    await this.storage.delete(storageKey);
  }

  private note({ id, organizationId }: ResumeEntity, file: Partial<Pick<ResumeEntity, 'storageKey' | 'scan'>>): Promise<void> {
    return this.unitOfWork.runShared({ organizationId }, (tx) => this.resumes.updateFile(tx, id, file));
  }

  private async scan(bytes: Uint8Array, signal: AbortSignal): Promise<ScanVerdict> {
    try {
      return await this.scanner.scan(bytes, signal);
    } catch (error) {
      throw new ScanFailure(error);
    }
  }

  private async storeSealed(task: ParseResumeTask, candidateKey: string, { text, profile }: ParsedResume): Promise<void> {
    const { organizationId, resumeId, run } = task;
    const seal = async (key: string, context: string, content: string): Promise<void> => {
      const sealed = await this.keyring.seal(organizationId, personKey(candidateKey), context, content);
      await this.storage.put(key, Buffer.from(sealed), { contentType: 'application/octet-stream', maxBytes: MOST_SEALED_BYTES });
    };
    await seal(textKey(organizationId, resumeId, run), textContext(resumeId), text);
    await seal(profileKey(organizationId, resumeId, run), sealedProfileContext(resumeId), JSON.stringify(profile));
  }
}

const infected = (verdict: ScanVerdict): ParseFailure => ({
  code: 'infected',
  detail: verdict.clean ? 'A virus scanner refused it before.' : `The virus scanner found ${verdict.signature}.`,
});
const FILE_MISSING: ParseFailure = { code: 'file_missing', detail: 'The uploaded file is not there (any more).' };
const FILE_FAILURES: Readonly<Record<string, ParseFailure>> = {
  'storage.object_missing': FILE_MISSING,
  'storage.object_key_invalid': FILE_MISSING,
  'storage.object_too_large': { code: 'too_large', detail: `The file has more than ${MOST_BYTES} bytes.` },
};

/** The scanner gave no verdict. The attempt fails, and the file stays where it is. */
class ScanFailure extends Error {
  constructor(cause: unknown) {
    super('The resume could not be scanned.', { cause });
    this.name = 'ScanFailure';
  }
}

/** What a failed attempt ends in, if it is the end. */
function terminalFailure(error: unknown, isLast: boolean): ParseFailure | null {
  if (error instanceof CodedError && error.code === 'keys.destroyed') return { code: 'erased', detail: 'The person was erased.' };
  if (isLast && error instanceof ScanFailure) return { code: 'not_scanned', detail: error.message };
  return isLast ? { code: 'crashed', detail: 'Reading the file failed in every attempt.' } : null;
}
