import { Injectable } from '@nestjs/common';
import { Keyring, UnitOfWork, countFound } from '@shortlist/platform';
import type { FoundCount, StaffPrincipal, Tx } from '@shortlist/platform';
import { sampledState } from '../domain/sample.js';
import type { SampledState } from '../domain/sample.js';
import { sampleNotFound } from '../domain/screening.errors.js';
import { verdictContext } from '../domain/sealed-contexts.js';
import { wronglyLeftOut } from '../domain/wrongly-left-out.js';
import type { WronglyLeftOut } from '../domain/wrongly-left-out.js';
import { SampleRepository } from '../persistence/sample.repository.js';
import type { Sample, SampledApplication, StoredVerdict } from '../persistence/sample.repository.js';
import { ScreeningRepository } from '../persistence/screening.repository.js';
import type { ScreeningEntity } from '../persistence/screening.entity.js';
import type { SubjectEntity } from '../persistence/subject.entity.js';
import { SubjectRepository } from '../persistence/subject.repository.js';
import { FindJob } from './find-job.query.js';
import { ReadScreening } from './read-screening.query.js';
import { openNames } from './read-shortlist.query.js';

export interface ReadSampled extends Omit<SampledApplication, 'verdict'> {
  readonly state: SampledState;
  readonly candidateId: string | null;
  /** Null when nobody knows it, or when the person was erased. */
  readonly name: string | null;
  /** Its reason is null when the person was erased. */
  readonly verdict: (Omit<StoredVerdict, 'reason'> & { readonly reason: string | null }) | null;
}

export interface ReadSampleResult extends Sample {
  readonly judged: number;
  readonly wrong: number;
  readonly estimate: WronglyLeftOut | null;
  readonly applications: readonly ReadSampled[];
}

export interface SampleList extends FoundCount {
  readonly rows: readonly Sample[];
  readonly hasMore: boolean;
}

interface Loaded {
  readonly sample: Sample;
  readonly sampled: readonly SampledApplication[];
  readonly subjects: ReadonlyMap<string, SubjectEntity>;
  readonly screenings: readonly ScreeningEntity[];
}

/** Samples of a job, and one with its verdicts and what follows from them. */
@Injectable()
export class ReadSample {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly findJob: FindJob,
    private readonly samples: SampleRepository,
    private readonly subjects: SubjectRepository,
    private readonly screenings: ScreeningRepository,
    private readonly readScreening: ReadScreening,
    private readonly keyring: Keyring,
  ) {}

  /** The newest first. */
  list(caller: StaffPrincipal, jobId: string, window: { limit: number; offset: number; after: string | null }): Promise<SampleList> {
    return this.unitOfWork.run({ organizationId: caller.organizationId }, async (tx) => {
      await this.findJob.execute(tx, caller, jobId);
      const rows = await this.samples.list(tx, jobId, { ...window, limit: window.limit + 1 });
      const found = await countFound(tx, 'SELECT FROM screening.shortlist_samples WHERE job_id = $1', [jobId]);
      return { ...found, rows: rows.slice(0, window.limit), hasMore: rows.length > window.limit };
    });
  }

  async execute(caller: StaffPrincipal, jobId: string, sampleId: string): Promise<ReadSampleResult> {
    const { organizationId } = caller;
    const loaded = await this.unitOfWork.run({ organizationId }, async (tx) => {
      await this.findJob.execute(tx, caller, jobId);
      return this.load(tx, jobId, sampleId);
    });
    const { sample } = loaded;
    const applications = await this.opened(organizationId, loaded);
    const told = applications.filter(({ state }) => state === 'judged');
    const wrong = told.filter(({ verdict }) => verdict?.verdict === 'wrongly_left_out').length;
    const counts = { frame: sample.frameSize, drawn: sample.size, judged: told.length, wrong };
    return { ...sample, judged: told.length, wrong, estimate: wronglyLeftOut(counts), applications };
  }

  private async load(tx: Tx, jobId: string, sampleId: string): Promise<Loaded> {
    const sample = await this.samples.find(tx, jobId, sampleId);
    if (!sample) throw sampleNotFound();
    const sampled = await this.samples.applications(tx, sampleId);
    const subjects = await this.subjects.findAll(
      tx,
      sampled.map((one) => one.applicationId),
    );
    const screenings = await this.screenings.findAll(
      tx,
      sampled.flatMap((one) => one.screeningId ?? []),
    );
    return { sample, sampled, subjects: new Map(subjects.map((one) => [one.applicationId, one])), screenings };
  }

  private async opened(organizationId: string, { sampled, subjects, screenings }: Loaded): Promise<ReadSampled[]> {
    const names = await openNames(this.keyring, organizationId, [...subjects.values()]);
    const results = await this.readScreening.openResults(screenings);
    // A record that was scored and does not open any more: its person was erased.
    const erased = new Set(screenings.flatMap(({ id }, index) => (results[index] ? [] : [id])));
    const given = sampled.flatMap(({ verdict }) =>
      verdict ? [{ context: verdictContext(verdict.id), sealed: verdict.reason, id: verdict.id }] : [],
    );
    const reasons = await this.keyring.openAll(organizationId, given);
    const reasonOf = new Map(given.map(({ id }, index) => [id, reasons[index] ?? null]));
    return sampled.map(({ verdict, ...one }) => {
      const subject = subjects.get(one.applicationId);
      const isErased = one.screeningId !== null && erased.has(one.screeningId);
      return {
        ...one,
        state: sampledState({ verdict: verdict?.verdict ?? null, status: subject?.status ?? null, isErased }),
        candidateId: subject?.candidateId ?? null,
        name: names.get(one.applicationId) ?? null,
        verdict: verdict && { ...verdict, reason: reasonOf.get(verdict.id) ?? null },
      };
    });
  }
}
