import { Injectable } from '@nestjs/common';
import { Clock, Keyring, Outbox, UnitOfWork, actorOf, actorText, personKey, staleVersion } from '@shortlist/platform';
import type { StaffPrincipal } from '@shortlist/platform';
import { noteContext } from '../domain/people/sealed-contexts.js';
import { CandidateChangeRepository } from '../persistence/candidate-change.repository.js';
import { CandidateRepository } from '../persistence/candidate.repository.js';
import { NoteRepository } from '../persistence/note.repository.js';
import { announceUpdate } from './announce-update.js';

/** Writes the next version of the notes about a person; older versions stay. */
@Injectable()
export class WriteNote {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly candidates: CandidateRepository,
    private readonly notes: NoteRepository,
    private readonly changes: CandidateChangeRepository,
    private readonly keyring: Keyring,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** `version` is that of the notes which the caller saw; 0 when there were none. */
  async execute(caller: StaffPrincipal, candidateId: string, version: number, text: string): Promise<void> {
    const { organizationId, userId } = caller;
    const actor = actorOf(caller);
    await this.unitOfWork.run({ organizationId }, async (tx) => {
      const candidate = await this.candidates.loadForUpdate(tx, candidateId);
      const current = await this.notes.find(tx, candidateId);
      if ((current?.version ?? 0) !== version) throw staleVersion('candidates.notes_changed');
      const next = version + 1;
      await this.notes.insert(tx, {
        organizationId,
        candidateId,
        version: next,
        note: await this.keyring.seal(organizationId, personKey(candidate.candidateKey), noteContext(candidateId, next), text),
        authorId: userId,
        writtenAt: this.clock.now(),
      });
      await this.candidates.update(tx, candidate, {});
      const change = { organizationId, candidateId, kind: 'note_written' as const, actor: actorText(actor), cause: 'request' };
      await this.changes.insert(tx, { ...change, noteVersion: next });
      await announceUpdate(this.outbox, tx, candidate, { actor });
    });
  }
}
