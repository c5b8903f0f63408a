import { Injectable } from '@nestjs/common';
import type { Tx } from '@shortlist/platform';
import { DUPLICATE_REASONS } from '../domain/people/duplicate-reason.js';
import type { DuplicateReason } from '../domain/people/duplicate-reason.js';

/** Names one person. */
export interface IdentityKey {
  readonly kind: 'email' | 'application';
  readonly value: string;
}

/** Suggests that two records are of one person, and proves nothing. */
export interface HintKey {
  readonly kind: 'phone' | 'national_id' | 'other_email' | 'name_employer';
  readonly value: string;
}

@Injectable()
export class CandidateKeyRepository {
  /**
   * Takes the key for a candidate where it is free, and tells who holds it. A transaction that wants the same key waits here until the
   * other one has ended, so that two events of one person agree.
   */
  async insertIdentity(tx: Tx, organizationId: string, { kind, value }: IdentityKey, candidateId: string): Promise<string> {
    await tx.execute(
      `INSERT INTO candidates.candidate_keys (organization_id, kind, value, candidate_id) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
      [organizationId, kind, value, candidateId],
    );
    const holder = await this.findIdentity(tx, { kind, value });
    if (holder === null) throw new Error('the key of a candidate vanished while it was taken');
    return holder;
  }

  /** Who holds the key. */
  async findIdentity(tx: Tx, { kind, value }: IdentityKey): Promise<string | null> {
    const [holder] = await tx.query<{ candidate_id: string }>(
      'SELECT candidate_id FROM candidates.candidate_keys WHERE kind = $1 AND value = $2',
      [kind, value],
    );
    return holder?.candidate_id ?? null;
  }

  /**
   * Notes the keys, and tells the oldest other candidate that has one of them. Two records that note the same key at once wait for each
   * other, in one order: otherwise neither would see the other.
   */
  async insertHints(tx: Tx, organizationId: string, keys: readonly HintKey[], candidateId: string): Promise<string | null> {
    if (keys.length === 0) return null;
    await tx.query(
      'SELECT pg_advisory_xact_lock(hashtextextended(value, 0)) FROM (SELECT value FROM unnest($1::text[]) AS value ORDER BY value) AS sorted',
      [keys.map(({ value }) => value)],
    );
    const given = [keys.map(({ kind }) => kind), keys.map(({ value }) => value)];
    await tx.execute(
      `INSERT INTO candidates.candidate_keys (organization_id, kind, value, candidate_id)
       SELECT $1, kind, value, $2 FROM unnest($3::text[], $4::text[]) AS given(kind, value) ON CONFLICT DO NOTHING`,
      [organizationId, candidateId, ...given],
    );
    const [other] = await tx.query<{ candidate_id: string }>(
      `SELECT held.candidate_id FROM unnest($2::text[], $3::text[]) AS given(kind, value)
         JOIN candidates.candidate_keys held USING (kind, value)
        WHERE held.candidate_id <> $1 AND held.kind <> 'name_employer' ORDER BY held.candidate_id LIMIT 1`,
      [candidateId, ...given],
    );
    return other?.candidate_id ?? null;
  }

  /**
   * The persons, by the id of the record that stands for each, that share keys with these records of one person, and what they share; those
   * who share the strongest first. `among`: only the persons of these records.
   */
  async findSharing(
    tx: Tx,
    personId: string,
    recordIds: readonly string[],
    most: number,
    among: readonly string[] | null = null,
  ): Promise<Map<string, DuplicateReason[]>> {
    const rows = await tx.query<{ person_id: string; reasons: number[] }>(
      `SELECT other.person_id, array_agg(DISTINCT reason ORDER BY reason) AS reasons
         FROM candidates.candidate_keys mine
         JOIN candidates.candidate_keys theirs ON theirs.value = mine.value AND theirs.kind IN ('email', 'other_email', 'national_id', 'phone', 'name_employer')
         JOIN candidates.candidates other ON other.id = theirs.candidate_id
        CROSS JOIN LATERAL (SELECT CASE theirs.kind WHEN 'national_id' THEN 1 WHEN 'phone' THEN 2 WHEN 'name_employer' THEN 3 ELSE 0 END AS reason) why
        WHERE mine.candidate_id = ANY($1::uuid[]) AND mine.kind <> 'application' AND other.person_id <> $2
          AND ($3::uuid[] IS NULL OR theirs.candidate_id = ANY($3::uuid[]))
        GROUP BY other.person_id ORDER BY min(reason), other.person_id LIMIT $4`,
      [recordIds, personId, among, most],
    );
    return new Map(rows.map(({ person_id, reasons }) => [person_id, reasons.flatMap((reason) => DUPLICATE_REASONS[reason] ?? [])]));
  }
}
