import { Injectable } from '@nestjs/common';
import type { ProfileDto } from '@shortlist/contracts';
import { onceIn } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import type { ScoringInput } from '../domain/scoring/scoring-input.js';
import type { ScoringSettings } from '../domain/scoring/scoring-settings.js';
import { CriteriaRepository } from '../persistence/criteria.repository.js';
import type { CriteriaVersion } from '../persistence/criteria.repository.js';
import { JobRepository } from '../persistence/job.repository.js';
import type { JobText } from '../persistence/job.repository.js';
import type { ScreeningEntity } from '../persistence/screening.entity.js';
import { SettingsRepository } from '../persistence/settings.repository.js';

/** All that a score depends on beside the profile and the time of receipt. */
export interface ScoringBasis {
  readonly criteria: CriteriaVersion;
  readonly settings: ScoringSettings;
  /** Null while the job has not arrived here. */
  readonly jobText: JobText | null;
}

@Injectable()
export class ReadScoringBasis {
  constructor(
    private readonly criteria: CriteriaRepository,
    private readonly settings: SettingsRepository,
    private readonly jobs: JobRepository,
  ) {}

  /** What a screening uses now. */
  async current(tx: Tx, organizationId: string, jobId: string): Promise<ScoringBasis> {
    return {
      criteria: await onceIn(tx, `criteria:${jobId}`, () => this.criteria.current(tx, organizationId, jobId)),
      settings: await onceIn(tx, 'scoring-settings', () => this.settings.current(tx)),
      jobText: await onceIn(tx, `job-text:${jobId}`, () => this.jobs.text(tx, jobId)),
    };
  }

  /** What a screening used then; null should a version be missing. */
  async recorded(tx: Tx, screening: ScreeningEntity): Promise<ScoringBasis | null> {
    const { organizationId, jobId, criteriaVersion, settingsVersion, jobTextVersion } = screening;
    const criteria = await this.criteria.find(tx, organizationId, jobId, criteriaVersion);
    const settings = await this.settings.find(tx, settingsVersion);
    const jobText = jobTextVersion === null ? null : await this.jobs.text(tx, jobId, jobTextVersion);
    return criteria && settings && (jobTextVersion === null || jobText) ? { criteria, settings, jobText } : null;
  }
}

/** The arguments of the scorer. */
export function scoringInput(profile: ProfileDto, { criteria, settings, jobText }: ScoringBasis, asOf: Date): ScoringInput {
  const job = jobText && { title: jobText.title, description: jobText.description };
  return { profile, criteria: criteria.criteria, settings, asOf: asOf.toISOString(), ...(job && { job }) };
}
