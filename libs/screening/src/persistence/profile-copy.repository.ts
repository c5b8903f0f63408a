import { Injectable } from '@nestjs/common';
import type { ResumesParsedV1 } from '@shortlist/contracts';
import type { Tx } from '@shortlist/platform';

/** The resume by which a candidate is matched. */
export interface ProfileCopy {
  readonly candidateId: string;
  readonly ordinal: number;
  readonly resumeId: string;
  readonly profileKey: string;
  readonly candidateKey: string;
  readonly parsedAt: Date;
  readonly version: number;
  /** Why they are matched with nothing; null when they are. */
  readonly excluded: string | null;
  /** Jobs to which they applied: no matches any more. */
  readonly appliedTo: readonly string[];
}

const COLUMNS = `candidate_id AS "candidateId", ordinal, resume_id AS "resumeId", profile_key AS "profileKey", candidate_key AS "candidateKey",
  parsed_at AS "parsedAt", version`;
/** Who asked a person to look at one application does not want to be sorted by a machine for others. */
const EXCLUDED = `coalesce(p.excluded, (SELECT 'asked_for_a_person' FROM screening.screening_subjects s
  WHERE s.candidate_id = p.candidate_id AND s.wants_person LIMIT 1)) AS excluded`;
const APPLIED_TO = `coalesce((SELECT array_agg(s.job_id) FROM screening.screening_subjects s
  WHERE s.candidate_id = p.candidate_id AND s.job_id IS NOT NULL), '{}') AS "appliedTo"`;
/** Records, all that stand for them, and by which resume each would be matched; `$1` names the records. */
const STATE = `WITH wanted AS (
    SELECT DISTINCT s AS id FROM unnest($1::uuid[]) AS r(record) CROSS JOIN LATERAL screening.survivors_of(r.record) s),
  state AS (
    SELECT w.id, n.*, EXISTS (SELECT FROM screening.candidate_merges m WHERE m.merged_id = w.id AND NOT m.undone) AS is_merged
      FROM wanted w LEFT JOIN LATERAL (
        SELECT c.resume_id, c.profile_key, c.candidate_key, c.parsed_at
          FROM screening.records_of(w.id) AS r(id) JOIN screening.resume_copies c ON c.record_id = r.id
         ORDER BY c.parsed_at DESC, c.resume_id DESC LIMIT 1) n ON true)`;
const PROFILE = `SELECT ${COLUMNS}, ${EXCLUDED}, ${APPLIED_TO} FROM screening.profile_copies p`;

@Injectable()
export class ProfileCopyRepository {
  /** Takes a resume that was read; an older one of the same record than is known comes too late, and is refused with false. */
  async upsertResume(tx: Tx, organizationId: string, data: ResumesParsedV1): Promise<boolean> {
    const changed = await tx.execute(
      `INSERT INTO screening.resume_copies (organization_id, record_id, resume_id, profile_key, candidate_key, parsed_at)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (organization_id, record_id) DO UPDATE SET resume_id = excluded.resume_id, profile_key = excluded.profile_key,
         candidate_key = excluded.candidate_key, parsed_at = excluded.parsed_at WHERE resume_copies.parsed_at <= excluded.parsed_at`,
      [organizationId, recordOf(data), data.resumeId, data.profileKey, data.candidateKey, data.parsedAt],
    );
    return changed > 0;
  }

  /**
   * Brings these records, and those that stand for them, in step with who is one person: the one that stands for a person has the newest resume of
   * all their records, the others are matched with nothing. True when anything changed.
   */
  async refresh(tx: Tx, organizationId: string, recordIds: readonly string[]): Promise<boolean> {
    const shown = await tx.execute(
      `${STATE} INSERT INTO screening.profile_copies (organization_id, candidate_id, resume_id, profile_key, candidate_key, parsed_at)
       SELECT $2, id, resume_id, profile_key, candidate_key, parsed_at FROM state WHERE NOT is_merged AND resume_id IS NOT NULL ORDER BY id
       ON CONFLICT (organization_id, candidate_id) DO UPDATE SET resume_id = excluded.resume_id, profile_key = excluded.profile_key,
         candidate_key = excluded.candidate_key, parsed_at = excluded.parsed_at, version = profile_copies.version + 1, changed_at = now(),
         excluded = CASE WHEN profile_copies.excluded = 'erased'
           OR (profile_copies.excluded LIKE 'profile%' AND profile_copies.profile_key = excluded.profile_key) THEN profile_copies.excluded END
         WHERE profile_copies.profile_key <> excluded.profile_key OR profile_copies.parsed_at <> excluded.parsed_at
           OR profile_copies.excluded IN ('merged', 'no_resume')`,
      [recordIds, organizationId],
    );
    const hidden = await tx.execute(
      `${STATE}, hidden AS (
         SELECT id, CASE WHEN is_merged THEN 'merged' ELSE 'no_resume' END AS reason FROM state WHERE is_merged OR resume_id IS NULL)
       UPDATE screening.profile_copies p SET excluded = h.reason, version = version + 1, changed_at = now() FROM hidden h
        WHERE p.candidate_id = h.id AND p.excluded IS DISTINCT FROM h.reason AND p.excluded IS DISTINCT FROM 'erased'`,
      [recordIds],
    );
    return shown + hidden > 0;
  }

  /** Forgets the resumes of all records of a person, and matches them with nothing for good. True when any was known. */
  async erase(tx: Tx, candidateId: string): Promise<boolean> {
    await tx.execute('DELETE FROM screening.resume_copies WHERE record_id IN (SELECT screening.records_of($1))', [candidateId]);
    const changed = await tx.execute(
      `UPDATE screening.profile_copies SET excluded = 'erased', version = version + 1, changed_at = now()
        WHERE candidate_id IN (SELECT screening.records_of($1)) AND excluded IS DISTINCT FROM 'erased'`,
      [candidateId],
    );
    return changed > 0;
  }

  /** The candidate of an application, once both are known, has to be matched again: one job is no match any more. True when they are known. */
  async markDueOf(tx: Tx, applicationId: string): Promise<boolean> {
    const changed = await tx.execute(
      `UPDATE screening.profile_copies SET version = version + 1, changed_at = now() WHERE candidate_id = (
         SELECT candidate_id FROM screening.screening_subjects WHERE application_id = $1 AND job_id IS NOT NULL)`,
      [applicationId],
    );
    return changed > 0;
  }

  /** Notes that a profile will never open again; a newer resume takes that back. */
  async updateExcluded(tx: Tx, { candidateId, resumeId }: ProfileCopy, reason: string): Promise<void> {
    await tx.execute('UPDATE screening.profile_copies SET excluded = $3 WHERE candidate_id = $1 AND resume_id = $2', [
      candidateId,
      resumeId,
      reason,
    ]);
  }

  async find(tx: Tx, candidateId: string): Promise<ProfileCopy | null> {
    const [found] = await tx.query<ProfileCopy>(`${PROFILE} WHERE candidate_id = $1`, [candidateId]);
    return found ?? null;
  }

  /** Gives the newcomers of an organization their ordinals. One at a time: an ordinal belongs to one candidate. */
  async assignOrdinals(tx: Tx, organizationId: string): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`screening.ordinals:${organizationId}`]);
    await tx.execute(
      `UPDATE screening.profile_copies p SET ordinal = n.ordinal FROM (
         SELECT candidate_id, (SELECT coalesce(max(ordinal) + 1, 0) FROM screening.profile_copies)
                  + row_number() OVER (ORDER BY candidate_id) - 1 AS ordinal
           FROM screening.profile_copies WHERE ordinal IS NULL) n
        WHERE p.candidate_id = n.candidate_id`,
    );
  }

  /** One page of all candidates, in the order of their ordinals. */
  page(tx: Tx, after: number, limit: number): Promise<ProfileCopy[]> {
    return tx.query<ProfileCopy>(`${PROFILE} WHERE ordinal > $1 ORDER BY ordinal LIMIT $2`, [after, limit]);
  }

  async count(tx: Tx): Promise<number> {
    const [row] = await tx.query<{ count: number }>('SELECT count(*)::int AS count FROM screening.profile_copies');
    return row?.count ?? 0;
  }

  /** Some of those that changed since they were matched; neighbours share blocks of scores. */
  due(tx: Tx, limit: number): Promise<ProfileCopy[]> {
    return tx.query<ProfileCopy>(`${PROFILE} WHERE matched_version < version AND ordinal IS NOT NULL ORDER BY ordinal LIMIT $1`, [limit]);
  }

  async isAnyDue(tx: Tx): Promise<boolean> {
    return (await tx.query('SELECT 1 FROM screening.profile_copies WHERE matched_version < version LIMIT 1')).length > 0;
  }

  async updateMatched(tx: Tx, matched: readonly ProfileCopy[]): Promise<void> {
    await tx.execute(
      `UPDATE screening.profile_copies p SET matched_version = greatest(matched_version, m.version)
         FROM unnest($1::uuid[], $2::int[]) AS m(candidate_id, version) WHERE p.candidate_id = m.candidate_id`,
      [matched.map((one) => one.candidateId), matched.map((one) => one.version)],
    );
  }

  /** Which of them are as they were when they were read; they stay so until the transaction ends. */
  async lockUnchanged(tx: Tx, candidates: readonly ProfileCopy[]): Promise<Set<string>> {
    const rows = await tx.query<{ id: string; version: number }>(
      `SELECT candidate_id AS id, version FROM screening.profile_copies WHERE candidate_id = ANY($1::uuid[]) ORDER BY candidate_id FOR SHARE`,
      [candidates.map((one) => one.candidateId)],
    );
    const versions = new Map(rows.map(({ id, version }) => [id, version]));
    return new Set(candidates.filter((one) => versions.get(one.candidateId) === one.version).map((one) => one.candidateId));
  }
}

/** Through which record a resume came. */
export const recordOf = ({ recordId, candidateId }: ResumesParsedV1): string => recordId ?? candidateId;
