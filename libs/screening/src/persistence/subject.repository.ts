import { Injectable } from '@nestjs/common';
import type {
  ApplicationsReceivedV1,
  ApplicationsReplacedV1,
  ApplicationsStatusChangedV1,
  CandidatesLinkedV1,
  ResumesParsedV1,
  ResumesParseFailedV1,
} from '@shortlist/contracts';
import type { Tx } from '@shortlist/platform';
import { OUT_OF_RANKING } from '../domain/ranked-statuses.js';
import { SubjectEntity } from './subject.entity.js';

/** What a screening leaves on its subject. */
export interface ScreenedSubject {
  readonly run: number;
  readonly screeningId: string;
  readonly criteriaVersion: number;
  readonly score: string | null;
  readonly needsPerson: boolean;
  readonly degraded: boolean;
  readonly name: string | null;
}

export interface SubjectCounts {
  readonly screened: number;
  readonly waiting: number;
  readonly unreadable: number;
  readonly needsPerson: number;
}

/** Which subjects count as outdated: of a job, by its newest criteria, and known since an instant (of the database) or earlier. */
export interface Outdated {
  readonly jobId: string;
  readonly criteriaVersion: number;
  readonly until: string;
}

/** A run of one subject that somebody asked for. */
export interface RequestedRun {
  readonly applicationId: string;
  readonly run: number;
}

/** Everything about the resume is here that a screening needs: a profile, or the news that there is none, of the submission that counts. */
const IS_READY = 'received_at IS NOT NULL AND resume_submission = submission AND (profile_key IS NOT NULL OR failure_code IS NOT NULL)';
/** Has to be screened again; `$1` to `$4` are the job, its criteria version, the instant and the statuses out of ranking. */
const IS_OUTDATED = `job_id = $1 AND requested_run > 0 AND state <> 'unreadable' AND criteria_version IS DISTINCT FROM $2
  AND resume_submission = submission AND created_at <= $3 AND status <> ALL($4)`;

/**
 * The events about an application come from two topics in any order, so each one writes what it knows to a row that may or may not be
 * there. Whoever completes the row asks for the first screening.
 */
@Injectable()
export class SubjectRepository {
  find(tx: Tx, applicationId: string): Promise<SubjectEntity | null> {
    return tx.manager.findOne(SubjectEntity, { where: { applicationId } });
  }

  findAll(tx: Tx, applicationIds: readonly string[]): Promise<SubjectEntity[]> {
    return tx.manager.createQueryBuilder(SubjectEntity, 's').where('s.application_id = ANY(:applicationIds)', { applicationIds }).getMany();
  }

  /** The row, locked until the transaction ends. */
  loadForUpdate(tx: Tx, applicationId: string): Promise<SubjectEntity | null> {
    return tx.manager.findOne(SubjectEntity, { where: { applicationId }, lock: { mode: 'pessimistic_write' } });
  }

  async upsertReceived(tx: Tx, organizationId: string, data: ApplicationsReceivedV1, sealedName: string | null): Promise<void> {
    await tx.execute(
      `INSERT INTO screening.screening_subjects (application_id, organization_id, job_id, candidate_key, submitter, received_at, wants_person, name)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (organization_id, application_id) DO UPDATE SET job_id = excluded.job_id, candidate_key = excluded.candidate_key, submitter = excluded.submitter,
         received_at = excluded.received_at, wants_person = excluded.wants_person, name = excluded.name
         WHERE screening_subjects.submission = 1`,
      [data.applicationId, organizationId, data.jobId, data.candidateKey, data.submitter, data.receivedAt, data.wantsPerson, sealedName],
    );
  }

  /** Forgets what was found out about the submission before. False when this or a newer one is known already. */
  async upsertReplaced(tx: Tx, organizationId: string, data: ApplicationsReplacedV1, sealedName: string | null): Promise<boolean> {
    const changed = await tx.execute(
      `INSERT INTO screening.screening_subjects
         (application_id, organization_id, job_id, candidate_key, submitter, received_at, wants_person, name, submission)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT (organization_id, application_id) DO UPDATE SET job_id = excluded.job_id, candidate_key = excluded.candidate_key,
         submitter = excluded.submitter, received_at = excluded.received_at, wants_person = excluded.wants_person, name = excluded.name,
         submission = excluded.submission, state = 'waiting', screening_id = NULL, criteria_version = NULL, score = NULL, needs_person = false, degraded = false,
         looked_at = NULL
         WHERE screening_subjects.submission < excluded.submission`,
      [
        ...[data.applicationId, organizationId, data.jobId, data.candidateKey, data.submitter, data.receivedAt],
        ...[data.wantsPerson, sealedName, data.submission],
      ],
    );
    return changed > 0;
  }

  async upsertCandidate(
    tx: Tx,
    organizationId: string,
    { applicationId, candidateId }: Pick<CandidatesLinkedV1, 'applicationId' | 'candidateId'>,
  ): Promise<void> {
    await tx.execute(
      `INSERT INTO screening.screening_subjects (application_id, organization_id, candidate_id) VALUES ($1, $2, $3)
       ON CONFLICT (organization_id, application_id) DO UPDATE SET candidate_id = excluded.candidate_id`,
      [applicationId, organizationId, candidateId],
    );
  }

  /** Whose the application is, is for `candidates.linked` and `relinked` to say: news of a resume may be older. A resume of an earlier submission than the one known comes too late. True when it counts. */
  async upsertProfile(tx: Tx, organizationId: string, applicationId: string, data: ResumesParsedV1): Promise<boolean> {
    const changed = await tx.execute(
      `INSERT INTO screening.screening_subjects
         (application_id, organization_id, candidate_id, resume_id, profile_key, profile_candidate_key, parser_version, parser_flags, resume_submission)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT (organization_id, application_id) DO UPDATE SET resume_id = excluded.resume_id,
         candidate_id = coalesce(screening_subjects.candidate_id, excluded.candidate_id),
         profile_key = excluded.profile_key, profile_candidate_key = excluded.profile_candidate_key,
         parser_version = excluded.parser_version, parser_flags = excluded.parser_flags, failure_code = NULL,
         resume_submission = excluded.resume_submission
         WHERE screening_subjects.resume_submission <= excluded.resume_submission`,
      [
        ...[applicationId, organizationId, data.candidateId, data.resumeId, data.profileKey, data.candidateKey],
        ...[data.parserVersion, data.flags, data.submission ?? 1],
      ],
    );
    return changed > 0;
  }

  /** A later attempt that failed takes nothing away from a profile of the same submission. True when it counts. */
  async upsertFailure(tx: Tx, organizationId: string, applicationId: string, data: ResumesParseFailedV1): Promise<boolean> {
    const changed = await tx.execute(
      `INSERT INTO screening.screening_subjects (application_id, organization_id, candidate_id, resume_id, failure_code, resume_submission)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (organization_id, application_id) DO UPDATE SET resume_id = excluded.resume_id,
         candidate_id = coalesce(screening_subjects.candidate_id, excluded.candidate_id),
         failure_code = excluded.failure_code, resume_submission = excluded.resume_submission, profile_key = NULL, parser_flags = '{}'
         WHERE screening_subjects.resume_submission < excluded.resume_submission
            OR (screening_subjects.resume_submission = excluded.resume_submission AND screening_subjects.profile_key IS NULL)`,
      [applicationId, organizationId, data.candidateId, data.resumeId, data.code, data.submission ?? 1],
    );
    return changed > 0;
  }

  async upsertStatus(tx: Tx, organizationId: string, { applicationId, to, changedAt }: ApplicationsStatusChangedV1): Promise<void> {
    await tx.execute(
      `INSERT INTO screening.screening_subjects (application_id, organization_id, status, status_changed_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (organization_id, application_id) DO UPDATE SET status = excluded.status, status_changed_at = excluded.status_changed_at
         WHERE screening_subjects.status_changed_at IS NULL OR screening_subjects.status_changed_at <= excluded.status_changed_at`,
      [applicationId, organizationId, to, changedAt],
    );
  }

  /** The next run of each that is ready; the others are screened when they are. */
  async nextRuns(tx: Tx, applicationIds: readonly string[]): Promise<RequestedRun[]> {
    return tx.query<RequestedRun>(
      `SELECT application_id AS "applicationId", requested_run + 1 AS run FROM screening.screening_subjects
        WHERE application_id = ANY($1::uuid[]) AND ${IS_READY} ORDER BY application_id`,
      [applicationIds],
    );
  }

  /** Asks for exactly this run, unless it or a newer one was asked for already. */
  async updateRequestedRun(tx: Tx, { applicationId, run }: RequestedRun): Promise<void> {
    await tx.execute('UPDATE screening.screening_subjects SET requested_run = $2 WHERE application_id = $1 AND requested_run = $2 - 1', [
      applicationId,
      run,
    ]);
  }

  /** Asks for a run of each that is ready; the others are screened when they are. */
  async updateRequestedRuns(tx: Tx, applicationIds: readonly string[]): Promise<RequestedRun[]> {
    return tx.query<RequestedRun>(
      `UPDATE screening.screening_subjects SET requested_run = requested_run + 1
        WHERE application_id = ANY($1::uuid[]) AND ${IS_READY}
       RETURNING application_id AS "applicationId", requested_run AS run`,
      [applicationIds],
    );
  }

  /** One page of the outdated subjects, in order of id. */
  async updateOutdatedRuns(tx: Tx, { jobId, criteriaVersion, until }: Outdated, after: string, limit: number): Promise<RequestedRun[]> {
    return tx.query<RequestedRun>(
      `WITH requested AS (
         UPDATE screening.screening_subjects SET requested_run = requested_run + 1
          WHERE application_id IN (
            SELECT application_id FROM screening.screening_subjects
             WHERE ${IS_OUTDATED} AND application_id > $5 ORDER BY application_id LIMIT $6)
         RETURNING application_id, requested_run)
       SELECT application_id AS "applicationId", requested_run AS run FROM requested ORDER BY application_id`,
      [jobId, criteriaVersion, until, OUT_OF_RANKING, after, limit],
    );
  }

  /** Those of a job that were scored without the model that was asked for, and are not asked for again; the oldest first. */
  degraded(tx: Tx, jobId: string, limit: number): Promise<SubjectEntity[]> {
    return tx.manager
      .createQueryBuilder(SubjectEntity, 's')
      .where('s.degraded AND s.job_id = :jobId AND s.requested_run = s.run AND s.status <> ALL(:outOfRanking)', {
        jobId,
        outOfRanking: OUT_OF_RANKING,
      })
      .orderBy('s.applicationId')
      .limit(limit)
      .getMany();
  }

  /** Takes requests back that nobody has begun with; a newer one, or one behind which an older one waits, stays. */
  async withdrawRuns(tx: Tx, runs: readonly RequestedRun[]): Promise<void> {
    await tx.execute(
      `UPDATE screening.screening_subjects s SET requested_run = requested_run - 1
         FROM unnest($1::uuid[], $2::int[]) AS asked(application_id, run)
        WHERE s.application_id = asked.application_id AND s.requested_run = asked.run AND s.run = asked.run - 1`,
      [runs.map((one) => one.applicationId), runs.map((one) => one.run)],
    );
  }

  /** How many subjects of a job are scored under other criteria than these, and nobody has asked to screen again. */
  async countLeftBehind(tx: Tx, jobId: string, criteriaVersion: number): Promise<number> {
    const [count] = await tx.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM screening.screening_subjects WHERE ${IS_OUTDATED} AND requested_run = run`,
      [jobId, criteriaVersion, 'infinity', OUT_OF_RANKING],
    );
    return count?.count ?? 0;
  }

  /** How many subjects are outdated, and how many of those are asked for. */
  async countOutdated(tx: Tx, { jobId, criteriaVersion, until }: Outdated): Promise<{ outdated: number; requested: number }> {
    const [count] = await tx.query<{ outdated: number; requested: number }>(
      `SELECT count(*)::int AS outdated, count(*) FILTER (WHERE requested_run > run)::int AS requested FROM screening.screening_subjects
        WHERE ${IS_OUTDATED}`,
      [jobId, criteriaVersion, until, OUT_OF_RANKING],
    );
    return count ?? { outdated: 0, requested: 0 };
  }

  /** Which of them this organization has; where a hiring manager is given, to jobs of theirs; where a job is given, to that. */
  async known(
    tx: Tx,
    applicationIds: readonly string[],
    hiringManagerId: string | null,
    jobId: string | null = null,
  ): Promise<Set<string>> {
    const rows = await tx.query<{ id: string }>(
      `SELECT application_id AS id FROM screening.screening_subjects s
        WHERE application_id = ANY($1::uuid[]) AND received_at IS NOT NULL AND ($2::uuid IS NULL
           OR EXISTS (SELECT FROM screening.job_copies j WHERE j.job_id = s.job_id AND j.hiring_manager_id = $2))
          AND ($3::uuid IS NULL OR s.job_id = $3)`,
      [applicationIds, hiringManagerId, jobId],
    );
    return new Set(rows.map((row) => row.id));
  }

  /** Leaves the result of a screening on a locked row. */
  async updateScreened(tx: Tx, subject: SubjectEntity, screened: ScreenedSubject): Promise<void> {
    const state = screened.score === null ? 'unreadable' : 'screened';
    await tx.manager.update(SubjectEntity, { applicationId: subject.applicationId }, { ...screened, state });
  }

  /** Notes that a member of staff has looked; the first time counts. */
  async updateLookedAt(tx: Tx, applicationId: string, at: Date): Promise<void> {
    await tx.execute('UPDATE screening.screening_subjects SET looked_at = $2 WHERE application_id = $1 AND looked_at IS NULL', [
      applicationId,
      at,
    ]);
  }

  async count(tx: Tx, jobId: string): Promise<SubjectCounts> {
    const [counts] = await tx.query<Record<keyof SubjectCounts, string>>(
      `SELECT count(*) FILTER (WHERE state = 'screened' AND requested_run = run) AS screened,
              count(*) FILTER (WHERE state = 'waiting' OR requested_run > run) AS waiting,
              count(*) FILTER (WHERE state = 'unreadable' AND requested_run = run) AS unreadable,
              count(*) FILTER (WHERE needs_person) AS "needsPerson"
         FROM screening.screening_subjects WHERE job_id = $1`,
      [jobId],
    );
    if (!counts) throw new Error('a count has a row');
    const { screened, waiting, unreadable, needsPerson } = counts;
    return { screened: Number(screened), waiting: Number(waiting), unreadable: Number(unreadable), needsPerson: Number(needsPerson) };
  }
}
