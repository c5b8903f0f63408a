import { Injectable } from '@nestjs/common';
import { Semaphore, UnitOfWork } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import { lastingFailure } from '../domain/lasting-failure.js';
import { matchedCandidate, matchedJob } from '../domain/matching/pair.js';
import type { MatchedCandidate, MatchedJob } from '../domain/matching/pair.js';
import { CriteriaRepository, NO_CRITERIA } from '../persistence/criteria.repository.js';
import { JobRepository } from '../persistence/job.repository.js';
import type { MatchBasis } from '../persistence/match-job.repository.js';
import { ProfileCopyRepository } from '../persistence/profile-copy.repository.js';
import type { ProfileCopy } from '../persistence/profile-copy.repository.js';
import { SettingsRepository } from '../persistence/settings.repository.js';
import { OpenProfile } from './open-profile.query.js';

/** A job, ready to be matched, and the versions that it is matched with. */
export interface PreparedJob {
  readonly jobId: string;
  readonly job: MatchedJob;
  readonly basis: MatchBasis;
}

/** A candidate of one version, ready to be matched; with nothing where `candidate` is null. */
export interface PreparedCandidate {
  readonly copy: ProfileCopy;
  readonly candidate: MatchedCandidate | null;
}

const OPENED_AT_ONCE = 8;

/** Brings jobs and candidates into the form in which pairs of them are scored. */
@Injectable()
export class PrepareMatching {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly criteria: CriteriaRepository,
    private readonly settings: SettingsRepository,
    private readonly jobs: JobRepository,
    private readonly copies: ProfileCopyRepository,
    private readonly openProfile: OpenProfile,
  ) {}

  /** Jobs with their newest criteria, settings and texts; a text that has not arrived leaves its job out. */
  async prepareJobs(tx: Tx, jobIds: readonly string[]): Promise<PreparedJob[]> {
    const settings = await this.settings.current(tx);
    const documents = await this.criteria.documents(tx, jobIds);
    const texts = await this.jobs.texts(tx, jobIds);
    return jobIds.flatMap((jobId) => {
      const text = texts.get(jobId);
      const { version: criteriaVersion, criteria } = documents.get(jobId) ?? NO_CRITERIA;
      if (!text) return [];
      const { title, description, version: jobTextVersion } = text;
      const job = matchedJob({ criteria, settings, job: { title, description } });
      return [{ jobId, job, basis: { criteriaVersion, settingsVersion: settings.version, jobTextVersion } }];
    });
  }

  /** Candidates with their profiles; one that will never open is noted, so that it is not tried again. */
  prepareCandidates(organizationId: string, copies: readonly ProfileCopy[]): Promise<PreparedCandidate[]> {
    const atOnce = new Semaphore(OPENED_AT_ONCE);
    return Promise.all(copies.map((copy) => atOnce.run(() => this.prepareCandidate(organizationId, copy))));
  }

  private async prepareCandidate(organizationId: string, copy: ProfileCopy): Promise<PreparedCandidate> {
    if (copy.excluded !== null) return { copy, candidate: null };
    try {
      const { resumeId, profileKey } = copy;
      return { copy, candidate: matchedCandidate(await this.openProfile.execute({ organizationId, resumeId, profileKey }), copy.parsedAt) };
    } catch (error) {
      const reason = lastingFailure(error);
      if (reason === null) throw error;
      await this.unitOfWork.run({ organizationId }, (tx) => this.copies.updateExcluded(tx, copy, reason));
      return { copy, candidate: null };
    }
  }
}
