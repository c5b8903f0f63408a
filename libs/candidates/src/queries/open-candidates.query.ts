import { Injectable } from '@nestjs/common';
import { Keyring } from '@shortlist/platform';
import { maskNationalId } from '../domain/people/national-id.js';
import { NO_DETAILS } from '../domain/people/person-details.js';
import type { PersonDetails } from '../domain/people/person-details.js';
import { detailsContext, nationalIdContext, noteContext } from '../domain/people/sealed-contexts.js';
import type { CandidateEntity } from '../persistence/candidate.entity.js';
import type { NoteEntity } from '../persistence/note.entity.js';

export interface OpenedCandidate {
  readonly candidate: CandidateEntity;
  readonly details: PersonDetails;
  /** Masked: nothing that leaves this class holds the whole number. */
  readonly nationalId: string | null;
  /** The person's key was destroyed. */
  readonly isErased: boolean;
}

/** Opens what is sealed about people, a page with one look-up of keys. Of a person who was erased nothing can be read. */
@Injectable()
export class OpenCandidates {
  constructor(private readonly keyring: Keyring) {}

  async execute(organizationId: string, candidates: readonly CandidateEntity[]): Promise<OpenedCandidate[]> {
    const details = await this.keyring.openAll(
      organizationId,
      candidates.map((candidate) => ({ context: detailsContext(candidate.id), sealed: candidate.details })),
    );
    const nationalIds = await this.nationalIds(organizationId, candidates);
    return candidates.map((candidate, index) => {
      const opened = details[index] ?? null;
      return {
        candidate,
        details: opened === null ? NO_DETAILS : (JSON.parse(opened) as PersonDetails),
        nationalId: nationalIds.get(candidate.id) ?? null,
        isErased: opened === null,
      };
    });
  }

  /** The text of a note; null after erasure. */
  async note({ organizationId, candidateId, version, note }: NoteEntity): Promise<string | null> {
    const [text] = await this.keyring.openAll(organizationId, [{ context: noteContext(candidateId, version), sealed: note }]);
    return text ?? null;
  }

  private async nationalIds(organizationId: string, candidates: readonly CandidateEntity[]): Promise<Map<string, string>> {
    const sealed = candidates.flatMap(({ id, nationalId }) =>
      nationalId === null ? [] : [{ id, context: nationalIdContext(id), sealed: nationalId }],
    );
    const opened = await this.keyring.openAll(organizationId, sealed);
    return new Map(
      sealed.flatMap(({ id }, index) => {
        const nationalId = opened[index];
        return nationalId ? [[id, maskNationalId(nationalId)]] : [];
      }),
    );
  }
}
