import { Injectable } from '@nestjs/common';
import type { CriterionScoreDto } from '@shortlist/contracts';
import { Keyring, UnitOfWork } from '@shortlist/platform';
import type { StaffPrincipal, Tx } from '@shortlist/platform';
import { summaryOf } from '../domain/feedback.js';
import type { FeedbackSummary, StandingFeedback } from '../domain/feedback.js';
import { nameContext } from '../domain/sealed-contexts.js';
import { listNoise } from '../domain/noise.js';
import type { ListNoise, NoisyEntry } from '../domain/noise.js';
import { diffShortlist, isUnchanged } from '../domain/shortlist-change.js';
import { rankShortlist } from '../domain/shortlist.js';
import type { ScoredApplication } from '../domain/shortlist.js';
import type { KeptEntry } from '../domain/kept-entry.js';
import { CriteriaRepository } from '../persistence/criteria.repository.js';
import type { CriteriaVersion } from '../persistence/criteria.repository.js';
import { FeedbackCopyRepository } from '../persistence/feedback-copy.repository.js';
import { NoiseRepository } from '../persistence/noise.repository.js';
import type { ScreeningEntity } from '../persistence/screening.entity.js';
import { ScreeningRepository } from '../persistence/screening.repository.js';
import { ShortlistRepository, shortlistOf } from '../persistence/shortlist.repository.js';
import type { StoredShortlist } from '../persistence/shortlist.repository.js';
import type { SubjectEntity } from '../persistence/subject.entity.js';
import { SubjectRepository } from '../persistence/subject.repository.js';
import type { SubjectCounts } from '../persistence/subject.repository.js';
import { FindJob } from './find-job.query.js';
import { ReadScreening } from './read-screening.query.js';

export interface ReadEntry extends KeptEntry {
  readonly screeningId: string | null;
  readonly candidateId: string | null;
  /** Null when nobody knows it, or when the person was erased. */
  readonly name: string | null;
  readonly lookedAt: Date | null;
  readonly reasons: readonly CriterionScoreDto[];
  /** Null when its record is gone to an archive. */
  readonly noise: NoisyEntry | null;
  /** Shown beside the score, which does not know it. */
  readonly feedback: FeedbackSummary;
}

export interface ReadShortlistResult extends Omit<StoredShortlist, 'entries' | 'criteriaVersion'> {
  readonly jobId: string;
  /** Those under which the entries were scored and ranked. */
  readonly criteriaVersion: number;
  readonly newestCriteriaVersion: number;
  /** Applications that keep a score of older criteria until somebody asks again: a re-screening was cancelled. */
  readonly leftBehind: number;
  readonly topN: number;
  readonly minScore: number;
  readonly entries: readonly ReadEntry[];
  /** Below the line and, as far as is known, not to be told apart from somebody above it. */
  readonly withinNoiseBelow: readonly string[];
  readonly counts: SubjectCounts;
  /** Nothing waits and the list shows the newest scores. */
  readonly isUpToDate: boolean;
}

interface RankedShortlist extends StoredShortlist {
  readonly jobId: string;
  readonly criteriaVersion: number;
}

/** What one transaction sees of a list. */
interface LoadedShortlist {
  readonly list: RankedShortlist;
  readonly version: number;
  readonly criteria: CriteriaVersion['criteria'];
  readonly counts: SubjectCounts;
  readonly best: readonly ScoredApplication[];
  readonly leftBehind: number;
  readonly subjects: readonly SubjectEntity[];
  readonly screenings: readonly ScreeningEntity[];
  readonly noise: ListNoise;
  /** What staff say of each of the subjects. */
  readonly standing: readonly (readonly StandingFeedback[])[];
}

/** What is known beside the ranking, by application. */
interface EntryDetails {
  readonly records: ReadonlyMap<string, { readonly id: string; readonly reasons: readonly CriterionScoreDto[] }>;
  readonly noise: ReadonlyMap<string, NoisyEntry>;
  readonly said: ReadonlyMap<string, readonly StandingFeedback[]>;
}

/** The shortlist of a job as it is stored, and whether anything is still on its way. */
@Injectable()
export class ReadShortlist {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly findJob: FindJob,
    private readonly criteria: CriteriaRepository,
    private readonly shortlists: ShortlistRepository,
    private readonly subjects: SubjectRepository,
    private readonly screenings: ScreeningRepository,
    private readonly noise: NoiseRepository,
    private readonly readScreening: ReadScreening,
    private readonly feedback: FeedbackCopyRepository,
    private readonly keyring: Keyring,
  ) {}

  async execute(caller: StaffPrincipal, jobId: string): Promise<ReadShortlistResult> {
    const { organizationId } = caller;
    const { list, version, criteria, counts, leftBehind, best, subjects, standing, screenings, noise } = await this.unitOfWork.run(
      { organizationId },
      (tx) => this.load(tx, caller, jobId),
    );
    const now = rankShortlist(best, criteria.filtering);
    const change = diffShortlist(shortlistOf(list), now, { scores: new Map(), minScore: criteria.filtering.minScore });
    const results = await this.readScreening.openResults(screenings);
    const records = new Map(
      screenings.map(({ applicationId, id }, index) => [applicationId, { id, reasons: results[index]?.criteria ?? [] }]),
    );
    const { topN, minScore } = criteria.filtering;
    const said = new Map(subjects.map(({ applicationId }, index) => [applicationId, standing[index] ?? []]));
    const entries = await this.entries(caller, list.entries, subjects, { records, noise: noise.entries, said });
    const tiesAreKnown = list.tiedBelowCount === (now.cutLine?.tiedBelow.length ?? 0);
    const isUpToDate = counts.waiting === 0 && leftBehind === 0 && isUnchanged(change) && tiesAreKnown;
    return {
      ...list,
      jobId,
      newestCriteriaVersion: version,
      leftBehind,
      topN,
      minScore,
      counts,
      isUpToDate,
      entries,
      withinNoiseBelow: noise.below,
    };
  }

  private async load(tx: Tx, caller: StaffPrincipal, jobId: string): Promise<LoadedShortlist> {
    await this.findJob.execute(tx, caller, jobId);
    const stored = await this.shortlists.find(tx, jobId);
    const { version, criteria } = await this.criteria.current(tx, caller.organizationId, jobId);
    const subjects = await this.subjects.findAll(
      tx,
      stored.entries.map((entry) => entry.applicationId),
    );
    const list = { ...stored, jobId, criteriaVersion: stored.criteriaVersion ?? version };
    const screenings = await this.records(tx, subjects, list.criteriaVersion);
    return {
      ...{ list, version, criteria, subjects, screenings },
      standing: await this.feedback.standing(tx, subjects),
      counts: await this.subjects.count(tx, jobId),
      best: await this.shortlists.best(tx, jobId, criteria.filtering),
      leftBehind: await this.subjects.countLeftBehind(tx, jobId, version),
      noise: await this.noiseOf(tx, list, criteria.filtering.minScore, screenings),
    };
  }

  /** A score and its reasons belong together: those that were screened under newer criteria meanwhile show the record that ranked them. */
  private async records(tx: Tx, members: readonly SubjectEntity[], ranked: number): Promise<ScreeningEntity[]> {
    const [shown, moved] = partition(members, (member) => member.criteriaVersion === ranked);
    return [
      ...(await this.screenings.findAll(
        tx,
        shown.flatMap((member) => member.screeningId ?? []),
      )),
      ...(await this.screenings.findNewestUnder(
        tx,
        moved.map((member) => member.applicationId),
        ranked,
      )),
    ];
  }

  private async noiseOf(
    tx: Tx,
    { jobId, criteriaVersion, entries, cutLine }: RankedShortlist,
    minScore: number,
    records: readonly ScreeningEntity[],
  ): Promise<ListNoise> {
    const recordOf = new Map(records.map(({ applicationId, id }) => [applicationId, id]));
    const listed = entries.map((entry) => entry.applicationId);
    const above = listed.flatMap((applicationId) => recordOf.get(applicationId) ?? []);
    const below = cutLine === null ? [] : await this.noise.below(tx, { jobId, criteriaVersion, minScore, listed });
    return listNoise(await this.noise.scores(tx, above), await this.noise.scores(tx, below));
  }

  private async entries(
    { organizationId, userId }: StaffPrincipal,
    entries: readonly KeptEntry[],
    subjects: readonly SubjectEntity[],
    { records, noise, said }: EntryDetails,
  ): Promise<ReadEntry[]> {
    const byId = new Map(subjects.map((subject) => [subject.applicationId, subject]));
    const names = await openNames(this.keyring, organizationId, subjects);
    return entries.map((entry) => {
      const subject = byId.get(entry.applicationId);
      return {
        ...entry,
        screeningId: records.get(entry.applicationId)?.id ?? null,
        candidateId: subject?.candidateId ?? null,
        name: names.get(entry.applicationId) ?? null,
        lookedAt: subject?.lookedAt ?? null,
        reasons: records.get(entry.applicationId)?.reasons ?? [],
        noise: noise.get(entry.applicationId) ?? null,
        feedback: summaryOf(said.get(entry.applicationId) ?? [], userId),
      };
    });
  }
}

/** The names of the people behind applications, where they are known and not erased. */
export async function openNames(
  keyring: Keyring,
  organizationId: string,
  subjects: readonly SubjectEntity[],
): Promise<Map<string, string>> {
  const named = subjects.flatMap(({ applicationId, name }) =>
    name === null ? [] : [{ applicationId, context: nameContext(applicationId), sealed: name }],
  );
  const opened = await keyring.openAll(organizationId, named);
  return new Map(named.flatMap(({ applicationId }, index) => (opened[index] ? [[applicationId, opened[index]]] : [])));
}

function partition<T>(all: readonly T[], test: (one: T) => boolean): [T[], T[]] {
  const { yes = [], no = [] } = Object.groupBy(all, (one) => (test(one) ? 'yes' : 'no'));
  return [yes, no];
}
