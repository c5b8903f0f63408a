import { Injectable } from '@nestjs/common';
import type { DuplicatePolicy } from '@shortlist/contracts';
import { newId } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import { claimKey } from '../domain/duplicate-settlement.js';
import type { Claim } from '../domain/duplicate-settlement.js';

/** The route whose idempotency keys these are. */
const ROUTE = 'POST /applications';

export interface RetryKey {
  readonly applicationId: string;
  readonly organizationId: string;
  readonly caller: string;
  readonly key: string;
  readonly bodyHash: string;
}

export interface NewApplication {
  readonly id: string;
  readonly organizationId: string;
  readonly jobId: string;
  readonly candidateKey: string;
  readonly submitter: string;
  /** Who handed it in: `candidate`, `user:<id>` or `api_key:<id>`. */
  readonly actor: string;
  readonly source: string;
  readonly wantsPerson: boolean;
  readonly submission: string;
  readonly resumeKey: string | null;
  readonly receivedAt: string;
}

export interface Alias {
  readonly receiptId: string;
  readonly organizationId: string;
  readonly applicationId: string;
  readonly reason: 'retry' | 'duplicate' | 'replacement';
}

const column = <T, K extends keyof T>(rows: readonly T[], name: K): T[K][] => rows.map((row) => row[name]);

/** The batch store: set-based statements of the worker role over many organizations. */
@Injectable()
export class SubmissionRepository {
  async policies(tx: Tx, jobIds: readonly string[]): Promise<Map<string, { policy: DuplicatePolicy; organizationId: string }>> {
    const rows = await tx.query<{ job_id: string; duplicate_policy: DuplicatePolicy; organization_id: string }>(
      'SELECT job_id, duplicate_policy, organization_id FROM applications.job_copies WHERE job_id = ANY($1)',
      [jobIds],
    );
    return new Map(rows.map((row) => [row.job_id, { policy: row.duplicate_policy, organizationId: row.organization_id }]));
  }

  /**
   * Takes the idempotency keys and tells which application holds the key of each submission. Sorted, so that two batches with
   * the same keys wait for each other instead of deadlocking; among equal keys the first submission wins.
   */
  async insertRetryKeys(tx: Tx, keys: readonly RetryKey[]): Promise<Map<string, string>> {
    const given = `unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[])
      WITH ORDINALITY AS given(organization_id, caller, key, body_hash, application_id, position)`;
    const parameters = [
      column(keys, 'organizationId'),
      column(keys, 'caller'),
      column(keys, 'key'),
      column(keys, 'bodyHash'),
      column(keys, 'applicationId'),
    ];
    await tx.execute(
      `INSERT INTO applications.idempotency_keys (organization_id, route, caller, key, body_hash, application_id)
       SELECT organization_id, '${ROUTE}', caller, key, body_hash, application_id FROM ${given}
        ORDER BY organization_id, caller, key, body_hash, position
       ON CONFLICT DO NOTHING`,
      parameters,
    );
    const rows = await tx.query<{ submitted: string; holder: string }>(
      `SELECT given.application_id AS submitted, held.application_id AS holder FROM ${given}
         JOIN applications.idempotency_keys held USING (organization_id, caller, key, body_hash)
        WHERE held.route = '${ROUTE}'`,
      parameters,
    );
    return new Map(rows.map((row) => [row.submitted, row.holder]));
  }

  /** Takes each person's place in a job where it is free; tells who holds it, by `claimKey`. */
  async insertApplicationKeys(tx: Tx, claims: readonly Claim[]): Promise<Map<string, string>> {
    const given = `unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[])
      WITH ORDINALITY AS given(organization_id, job_id, candidate_key, application_id, position)`;
    const parameters = [
      column(claims, 'organizationId'),
      column(claims, 'jobId'),
      column(claims, 'candidateKey'),
      column(claims, 'applicationId'),
    ];
    await tx.execute(
      `INSERT INTO applications.application_keys (organization_id, job_id, candidate_key, application_id)
       SELECT organization_id, job_id, candidate_key, application_id FROM ${given}
        ORDER BY organization_id, job_id, candidate_key, position
       ON CONFLICT DO NOTHING`,
      parameters,
    );
    const rows = await tx.query<{ organization_id: string; job_id: string; candidate_key: string; application_id: string }>(
      `SELECT DISTINCT held.* FROM ${given} JOIN applications.application_keys held USING (organization_id, job_id, candidate_key)`,
      parameters,
    );
    return new Map(
      rows.map((row) => [
        claimKey({ organizationId: row.organization_id, jobId: row.job_id, candidateKey: row.candidate_key }),
        row.application_id,
      ]),
    );
  }

  /**
   * What receipts prove, by receipt: the submission that it stands for where that was its sender's own. Whoever only typed somebody's
   * address got a receipt as well, as a duplicate, and that proves nothing.
   */
  async provenBy(tx: Tx, receiptIds: readonly string[]): Promise<Map<string, string>> {
    if (receiptIds.length === 0) return new Map();
    const rows = await tx.query<{ receipt: string; submission: string }>(
      `SELECT given.id AS receipt, coalesce(of.application_id, own.application_id, given.id) AS submission FROM unnest($1::uuid[]) AS given(id)
         LEFT JOIN applications.receipts own ON own.id = given.id
         LEFT JOIN applications.receipts of ON of.id = own.application_id
        WHERE 'duplicate' NOT IN (coalesce(own.reason, ''), coalesce(of.reason, ''))`,
      [receiptIds],
    );
    return new Map(rows.map((row) => [row.receipt, row.submission]));
  }

  async insertApplications(tx: Tx, rows: readonly NewApplication[]): Promise<void> {
    if (rows.length === 0) return;
    await tx.execute(
      `INSERT INTO applications.applications
         (id, organization_id, job_id, candidate_key, submitter, status, source, wants_person, submission, resume_key, received_at)
       SELECT id, organization_id, job_id, candidate_key, submitter, 'received', source, wants_person, submission, resume_key, received_at
         FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::boolean[], $8::text[], $9::text[], $10::timestamptz[])
              AS new(id, organization_id, job_id, candidate_key, submitter, source, wants_person, submission, resume_key, received_at)`,
      [
        column(rows, 'id'),
        column(rows, 'organizationId'),
        column(rows, 'jobId'),
        column(rows, 'candidateKey'),
        column(rows, 'submitter'),
        column(rows, 'source'),
        column(rows, 'wantsPerson'),
        column(rows, 'submission'),
        column(rows, 'resumeKey'),
        column(rows, 'receivedAt'),
      ],
    );
    await tx.execute(
      `INSERT INTO applications.status_changes (id, organization_id, application_id, to_status, actor, automatic, changed_at)
       SELECT id, organization_id, application_id, 'received', actor, false, changed_at
         FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::timestamptz[]) AS new(id, organization_id, application_id, actor, changed_at)`,
      [
        rows.map((row) => newId(Date.parse(row.receivedAt))),
        column(rows, 'organizationId'),
        column(rows, 'id'),
        column(rows, 'actor'),
        column(rows, 'receivedAt'),
      ],
    );
  }

  async insertAliases(tx: Tx, aliases: readonly Alias[]): Promise<void> {
    if (aliases.length === 0) return;
    await tx.execute(
      `INSERT INTO applications.receipts (id, organization_id, application_id, reason)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[]) ON CONFLICT DO NOTHING`,
      [column(aliases, 'receiptId'), column(aliases, 'organizationId'), column(aliases, 'applicationId'), column(aliases, 'reason')],
    );
  }
}
