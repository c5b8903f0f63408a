import { Injectable } from '@nestjs/common';
import { Keyring } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import { normalisePhone } from '../domain/people/candidate.js';
import { CandidateKeyRepository } from '../persistence/candidate-key.repository.js';

/** Notes a number that somebody typed for a record, so that it suggests duplicates as numbers in resumes do. It proves nothing. */
@Injectable()
export class NotePhone {
  constructor(
    private readonly keys: CandidateKeyRepository,
    private readonly keyring: Keyring,
  ) {}

  /** Tells the oldest other record that has the number; null where there is none, or no number. */
  async execute(tx: Tx, organizationId: string, candidateId: string, phone: string | null): Promise<string | null> {
    const number = phone === null ? null : normalisePhone(phone);
    if (number === null) return null;
    const value = await this.keyring.blindIndex(organizationId, 'phone', number);
    return this.keys.insertHints(tx, organizationId, [{ kind: 'phone', value }], candidateId);
  }
}
