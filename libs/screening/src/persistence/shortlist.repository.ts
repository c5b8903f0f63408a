import { Injectable } from '@nestjs/common';
import type { Tx } from '@shortlist/platform';
import type { Announcement } from '../domain/announcement.js';
import { DEFAULT_TOP_N } from '../domain/criteria.js';
import { OUT_OF_RANKING } from '../domain/ranked-statuses.js';
import type { Entry, KeptEntry } from '../domain/kept-entry.js';
import type { ScoredApplication, Shortlist } from '../domain/shortlist.js';

/** The stored list of a job. */
export interface StoredShortlist {
  /** Rises with every change; 0 while there was none. */
  readonly version: number;
  /** The criteria under which it was ranked; null while there is no list. */
  readonly criteriaVersion: number | null;
  /** The most places that it had when it was ranked. */
  readonly topN: number;
  readonly entries: readonly KeptEntry[];
  readonly cutLine: number | null;
  readonly tiedBelow: readonly string[];
  readonly tiedBelowCount: number;
  readonly updatedAt: Date | null;
  readonly announced: Announcement;
  /** When this was read, by the clock of the database. */
  readonly readAt: Date;
}

/** What is stored beside the entries. */
export interface ShortlistHead {
  readonly organizationId: string;
  readonly jobId: string;
  readonly version: number;
  readonly criteriaVersion: number;
  readonly topN: number;
  readonly updatedAt: Date;
}

interface HeadRow {
  readonly read_at: Date;
  readonly version: number | null;
  readonly criteria_version: number;
  readonly top_n: number;
  readonly cut_line: string | null;
  readonly tied_below: string[];
  readonly tied_below_count: number;
  readonly updated_at: Date;
  readonly announced_version: number;
  readonly announced_at: Date | null;
  readonly announced_ids: string[];
  readonly entries: readonly (Omit<KeptEntry, 'entry'> & { readonly entry: Omit<Entry, 'at'> & { readonly at: string | null } })[];
}

/** A ranked list with how each entry came onto it. */
export interface KeptShortlist extends Shortlist {
  readonly entries: readonly KeptEntry[];
}

const NO_LIST: Omit<StoredShortlist, 'readAt'> = {
  ...{ version: 0, criteriaVersion: null, topN: DEFAULT_TOP_N, entries: [], cutLine: null, tiedBelow: [], tiedBelowCount: 0 },
  ...{ updatedAt: null, announced: { version: 0, at: null, applicationIds: [] } },
};

/** More names than these below one line tell a reader nothing. */
const MOST_TIED_BELOW = 100;

@Injectable()
export class ShortlistRepository {
  /**
   * Makes this transaction the only one that writes the list of the job, and waits for all that are about to change its ranking. An
   * advisory lock, because waiters are served in order: row locks would let new sharers pass a waiting writer for ever.
   */
  async lock(tx: Tx, jobId: string): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [lockName(jobId)]);
  }

  /** Lets the writer of the list wait for this transaction. Take it before enqueueing the update, else the update may run too early. */
  async lockShared(tx: Tx, jobId: string): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock_shared(hashtextextended($1, 0))', [lockName(jobId)]);
  }

  /** With one statement: between two, another transaction could bring the next version. */
  async find(tx: Tx, jobId: string): Promise<StoredShortlist> {
    const [row] = await tx.query<HeadRow>(
      `SELECT clock_timestamp() AS read_at, s.*, coalesce((
           SELECT jsonb_agg(jsonb_build_object('applicationId', application_id, 'rank', rank, 'score', score, 'tied', tied,
                    'needsPerson', needs_person, 'receivedAt', received_at, 'entry', jsonb_build_object('at', entered_at, 'reason', entered_reason,
                      'criteriaVersion', entered_criteria_version)) ORDER BY position)
             FROM screening.shortlist_entries WHERE job_id = s.job_id), '[]') AS entries
         FROM (SELECT) AS one LEFT JOIN screening.shortlists s ON s.job_id = $1`,
      [jobId],
    );
    if (!row) throw new Error('a row was asked for whether there is a list or not');
    const { version, read_at: readAt } = row;
    if (version === null) return { ...NO_LIST, readAt };
    return {
      version,
      criteriaVersion: row.criteria_version,
      topN: row.top_n,
      entries: row.entries.map(({ entry, ...one }) => ({
        ...one,
        receivedAt: new Date(one.receivedAt).toISOString(),
        entry: entry.at === null ? null : { ...entry, at: new Date(entry.at) },
      })),
      cutLine: row.cut_line === null ? null : Number(row.cut_line),
      tiedBelow: row.tied_below,
      tiedBelowCount: row.tied_below_count,
      updatedAt: row.updated_at,
      announced: { version: row.announced_version, at: row.announced_at, applicationIds: row.announced_ids },
      readAt,
    };
  }

  /** The best `topN` of a job and everybody who ties with the last of them; the index gives them without reading the others. */
  async best(tx: Tx, jobId: string, limits: { readonly topN: number; readonly minScore: number }): Promise<ScoredApplication[]> {
    const rows = await tx.query<{ applicationId: string; score: string; receivedAt: Date; needsPerson: boolean }>(
      `SELECT application_id AS "applicationId", score, received_at AS "receivedAt", needs_person AS "needsPerson"
         FROM screening.screening_subjects
        WHERE job_id = $1 AND score >= $2 AND status <> ALL($4)
        ORDER BY score DESC FETCH FIRST $3 ROWS WITH TIES`,
      [jobId, limits.minScore, limits.topN, OUT_OF_RANKING],
    );
    return rows.map((row) => ({ ...row, score: Number(row.score), receivedAt: row.receivedAt.toISOString() }));
  }

  /** Whether scores under other criteria than these still stand, so that a list would compare what cannot be compared. */
  async isMixed(tx: Tx, jobId: string, criteriaVersion: number): Promise<boolean> {
    const rows = await tx.query(
      `SELECT 1 FROM screening.screening_subjects
        WHERE job_id = $1 AND score IS NOT NULL AND criteria_version <> $2
          AND status <> ALL($3) LIMIT 1`,
      [jobId, criteriaVersion, OUT_OF_RANKING],
    );
    return rows.length > 0;
  }

  /** Scores of these now; null of those that have none or are not ranked. */
  async scores(tx: Tx, applicationIds: readonly string[]): Promise<Map<string, number | null>> {
    const rows = await tx.query<{ applicationId: string; score: string | null }>(
      `SELECT application_id AS "applicationId", score FROM screening.screening_subjects
        WHERE application_id = ANY($1::uuid[]) AND status <> ALL($2)`,
      [applicationIds, OUT_OF_RANKING],
    );
    return new Map(rows.map(({ applicationId, score }) => [applicationId, score === null ? null : Number(score)]));
  }

  async save(tx: Tx, head: ShortlistHead, { entries, cutLine }: KeptShortlist): Promise<void> {
    const { organizationId, jobId } = head;
    const tied = cutLine?.tiedBelow.map((one) => one.applicationId) ?? [];
    await tx.execute(
      `INSERT INTO screening.shortlists
         (job_id, organization_id, version, criteria_version, top_n, cut_line, tied_below, tied_below_count, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT (organization_id, job_id) DO UPDATE SET version = excluded.version, criteria_version = excluded.criteria_version, top_n = excluded.top_n,
         cut_line = excluded.cut_line, tied_below = excluded.tied_below, tied_below_count = excluded.tied_below_count, updated_at = excluded.updated_at`,
      [
        jobId,
        organizationId,
        head.version,
        head.criteriaVersion,
        head.topN,
        cutLine?.score ?? null,
        tied.slice(0, MOST_TIED_BELOW),
        tied.length,
        head.updatedAt,
      ],
    );
    await tx.execute('DELETE FROM screening.shortlist_entries WHERE job_id = $1', [jobId]);
    await this.insertEntries(tx, organizationId, jobId, entries);
  }

  /** Notes what receivers are being told in this transaction. */
  async updateAnnounced(tx: Tx, jobId: string, { version, at, applicationIds }: Announcement): Promise<void> {
    await tx.execute(
      'UPDATE screening.shortlists SET announced_version = $2, announced_at = $3, announced_ids = $4::uuid[] WHERE job_id = $1',
      [jobId, version, at, applicationIds],
    );
  }

  private async insertEntries(tx: Tx, organizationId: string, jobId: string, entries: readonly KeptEntry[]): Promise<void> {
    await tx.execute(
      `INSERT INTO screening.shortlist_entries
         (organization_id, job_id, application_id, position, rank, score, tied, needs_person, received_at,
          entered_at, entered_reason, entered_criteria_version)
       SELECT $1, $2, application_id, position, rank, score, tied, needs_person, received_at, entered_at, entered_reason, entered_criteria_version
         FROM unnest($3::uuid[], $4::int[], $5::numeric[], $6::boolean[], $7::boolean[], $8::timestamptz[], $9::timestamptz[], $10::text[], $11::int[])
              WITH ORDINALITY AS entry(application_id, rank, score, tied, needs_person, received_at,
                                       entered_at, entered_reason, entered_criteria_version, position)`,
      [
        organizationId,
        jobId,
        entries.map((entry) => entry.applicationId),
        entries.map((entry) => entry.rank),
        entries.map((entry) => entry.score),
        entries.map((entry) => entry.tied),
        entries.map((entry) => entry.needsPerson),
        entries.map((entry) => entry.receivedAt),
        entries.map(({ entry }) => entry?.at ?? null),
        entries.map(({ entry }) => entry?.reason ?? null),
        entries.map(({ entry }) => entry?.criteriaVersion ?? null),
      ],
    );
  }
}

/** A stored list as ranking compares it. */
export function shortlistOf({ entries }: StoredShortlist): Shortlist {
  return { entries, cutLine: null, belowCount: 0 };
}

const lockName = (jobId: string): string => `screening.shortlist:${jobId}`;
