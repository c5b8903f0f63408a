import { Injectable } from '@nestjs/common';
import type { ResumesParsedV1 } from '@shortlist/contracts';
import type { Tx } from '@shortlist/platform';

/** People with a resume that was read, applicants or not: by which key what is said of them is sealed. */
@Injectable()
export class CandidateCopyRepository {
  async upsert(tx: Tx, organizationId: string, { candidateId, candidateKey, parsedAt }: ResumesParsedV1): Promise<void> {
    await tx.execute(
      `INSERT INTO applications.candidate_copies (organization_id, candidate_id, candidate_key, parsed_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (organization_id, candidate_id) DO UPDATE SET candidate_key = excluded.candidate_key, parsed_at = excluded.parsed_at
         WHERE candidate_copies.parsed_at < excluded.parsed_at`,
      [organizationId, candidateId, candidateKey, parsedAt],
    );
  }

  /** Null while nobody knows such a person. */
  async findKey(tx: Tx, candidateId: string): Promise<string | null> {
    const [found] = await tx.query<{ key: string }>(
      'SELECT candidate_key AS key FROM applications.candidate_copies WHERE candidate_id = $1',
      [candidateId],
    );
    return found?.key ?? null;
  }
}
