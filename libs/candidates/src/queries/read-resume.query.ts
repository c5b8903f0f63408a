import { Injectable } from '@nestjs/common';
import type { ProfileDto } from '@shortlist/contracts';
import { Clock, ObjectStorage, UnitOfWork } from '@shortlist/platform';
import { VirusScanner } from '@shortlist/resume-reader';
import { resumeInfected, resumeNotFound, resumeNotParsed, resumeNotScanned } from '../domain/people/candidates.errors.js';
import { mayBeHandedOut } from '../domain/people/scan.js';
import { originalKey } from '../domain/people/resume-keys.js';
import type { ParsedResumeEntity } from '../persistence/parsed-resume.entity.js';
import { CandidateRepository } from '../persistence/candidate.repository.js';
import { ResumeRepository } from '../persistence/resume.repository.js';
import { OpenResumes } from './open-resumes.query.js';
import type { OpenedResume } from './open-resumes.query.js';

/** Long enough to start a download, too short to pass the address on. */
const DOWNLOAD_MS = 5 * 60_000;

export interface ReadResumeResult extends OpenedResume {
  /** Of its person, which says whether it is the primary one. */
  readonly version: number;
}

export interface ReadParsedResume {
  readonly parsed: ParsedResumeEntity;
  readonly profile: ProfileDto;
}

export interface ResumeDownload {
  readonly url: string;
  readonly expiresAt: Date;
}

@Injectable()
export class ReadResume {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly resumes: ResumeRepository,
    private readonly candidates: CandidateRepository,
    private readonly openResumes: OpenResumes,
    private readonly storage: ObjectStorage,
    private readonly clock: Clock,
    private readonly scanner: VirusScanner,
  ) {}

  async execute(organizationId: string, resumeId: string): Promise<ReadResumeResult> {
    const { resume, version } = await this.unitOfWork.run({ organizationId }, async (tx) => {
      const found = await this.resumes.find(tx, resumeId);
      return { resume: found, version: found ? await this.candidates.personVersion(tx, found.candidateId) : 0 };
    });
    const [opened] = resume ? await this.openResumes.execute(organizationId, [resume]) : [];
    if (!opened) throw resumeNotFound();
    return { ...opened, version };
  }

  /** What the newest run that could read it found. */
  async parsed(organizationId: string, resumeId: string): Promise<ReadParsedResume> {
    const parsed = await this.unitOfWork.run({ organizationId }, async (tx) => {
      if (!(await this.resumes.find(tx, resumeId))) throw resumeNotFound();
      return this.resumes.findParsed(tx, resumeId);
    });
    const profile = parsed && (await this.openResumes.profile(parsed));
    if (!parsed || !profile) throw resumeNotParsed();
    return { parsed, profile };
  }

  /**
   * An address that downloads the original file; `storage.object_missing` where it is not there (yet). Never of a file that a virus scanner refused,
   * nor, where one is set up, of one that it has not seen: it may lie here since before.
   */
  async download(organizationId: string, resumeId: string): Promise<ResumeDownload> {
    const { resume, fileName } = await this.execute(organizationId, resumeId);
    if (!mayBeHandedOut(resume.scan, this.scanner.kind !== 'none'))
      throw resume.scan === 'infected' ? resumeInfected() : resumeNotScanned();
    const key = originalKey(organizationId, resumeId);
    // Nobody gets a file that is still in quarantine.
    await this.storage.stat(key);
    const expiresAt = new Date(this.clock.now().getTime() + DOWNLOAD_MS);
    const url = await this.storage.presignGet(key, { fileName: fileName ?? 'resume', contentType: resume.contentType, expiresAt });
    return { url, expiresAt };
  }
}
