import { Injectable } from '@nestjs/common';
import type { ScoreDto } from '@shortlist/contracts';
import { Clock, Keyring, UnitOfWork, isPerson, onlyJobsOf } from '@shortlist/platform';
import type { StaffPrincipal, Tx } from '@shortlist/platform';
import { summaryOf } from '../domain/feedback.js';
import type { FeedbackSummary } from '../domain/feedback.js';
import { applicationNotFound, notScreenedYet, screeningNotFound } from '../domain/screening.errors.js';
import { reasonContext, resultContext } from '../domain/sealed-contexts.js';
import type { OverrideEntity } from '../persistence/override.entity.js';
import type { ScreeningEntity } from '../persistence/screening.entity.js';
import { FeedbackCopyRepository } from '../persistence/feedback-copy.repository.js';
import { JobRepository } from '../persistence/job.repository.js';
import { ScreeningRepository } from '../persistence/screening.repository.js';
import { SubjectRepository } from '../persistence/subject.repository.js';

/** A person's word beside a screening. The reason is null when the person it is about was erased. */
export type OpenedOverride = Omit<OverrideEntity, 'reason'> & { readonly reason: string | null };

export interface OpenedScreening {
  readonly screening: ScreeningEntity;
  /** Null where nothing was scored, or when the person was erased. */
  readonly result: ScoreDto | null;
  readonly overrides: readonly OpenedOverride[];
  readonly feedback: FeedbackSummary;
}

/** The newest screening of an application, or any by its id. */
@Injectable()
export class ReadScreening {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly jobs: JobRepository,
    private readonly subjects: SubjectRepository,
    private readonly screenings: ScreeningRepository,
    private readonly feedback: FeedbackCopyRepository,
    private readonly keyring: Keyring,
    private readonly clock: Clock,
  ) {}

  /** The newest of an application. Reading it as a person notes on the shortlist that one has looked. */
  execute(caller: StaffPrincipal, applicationId: string): Promise<OpenedScreening> {
    return this.read(caller, async (tx) => {
      const subject = await this.subjects.find(tx, applicationId);
      if (!subject || !(await this.jobs.isOf(tx, subject.jobId, onlyJobsOf(caller)))) throw applicationNotFound();
      if (subject.screeningId === null) throw notScreenedYet();
      if (subject.lookedAt === null && isPerson(caller)) await this.subjects.updateLookedAt(tx, applicationId, this.clock.now());
      return subject.screeningId;
    });
  }

  byId(caller: StaffPrincipal, screeningId: string): Promise<OpenedScreening> {
    return this.read(caller, () => Promise.resolve(screeningId));
  }

  private async read(caller: StaffPrincipal, which: (tx: Tx) => Promise<string>): Promise<OpenedScreening> {
    const { organizationId } = caller;
    const { screening, overrides, standing } = await this.unitOfWork.run({ organizationId }, async (tx) => {
      const found = await this.screenings.find(tx, await which(tx));
      if (!found || !(await this.jobs.isOf(tx, found.jobId, onlyJobsOf(caller)))) throw screeningNotFound();
      const [said = []] = await this.feedback.standing(tx, [found]);
      return { screening: found, overrides: await this.screenings.overrides(tx, found.id), standing: said };
    });
    const [result] = await this.openResults([screening]);
    const sealed = overrides.map((override) => ({ context: reasonContext(override.id), sealed: override.reason }));
    const reasons = await this.keyring.openAll(organizationId, sealed);
    return {
      screening,
      result: result ?? null,
      overrides: overrides.map((override, index) => ({ ...override, reason: reasons[index] ?? null })),
      feedback: summaryOf(standing, caller.userId),
    };
  }

  /** The explained scores of screenings of one organization, in their order; null where there is none. */
  async openResults(screenings: readonly ScreeningEntity[]): Promise<(ScoreDto | null)[]> {
    const [first] = screenings;
    if (!first) return [];
    const scored = screenings.flatMap(({ id, result }) => (result === null ? [] : [{ id, context: resultContext(id), sealed: result }]));
    const opened = await this.keyring.openAll(first.organizationId, scored);
    const byId = new Map(scored.map(({ id }, index) => [id, opened[index] ?? null]));
    return screenings.map(({ id }) => {
      const text = byId.get(id);
      return text ? (JSON.parse(text) as ScoreDto) : null;
    });
  }
}
