import { Injectable } from '@nestjs/common';
import { candidatesUnmergedV1 } from '@shortlist/contracts';
import { Clock, Outbox, UnitOfWork, actorOf, actorText } from '@shortlist/platform';
import type { StaffPrincipal } from '@shortlist/platform';
import { mergeUndone } from '../domain/people/candidates.errors.js';
import { recordIdsUnder } from '../domain/people/compose-person.js';
import { ApplicationLinkRepository } from '../persistence/application-link.repository.js';
import { CandidateChangeRepository } from '../persistence/candidate-change.repository.js';
import { CandidateRepository } from '../persistence/candidate.repository.js';
import { MergeRepository } from '../persistence/merge.repository.js';
import { announceRelinks } from './announce-relinks.js';
import { RefreshPerson } from './refresh-person.use-case.js';

/**
 * Takes a merged record out again, whatever was merged or undone since. It is as it was, with what came through it in the meantime; what
 * people wrote into the survivor stays there.
 */
@Injectable()
export class UndoMerge {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly candidates: CandidateRepository,
    private readonly refreshPerson: RefreshPerson,
    private readonly merges: MergeRepository,
    private readonly links: ApplicationLinkRepository,
    private readonly changes: CandidateChangeRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async execute(caller: StaffPrincipal, mergeId: string): Promise<void> {
    const { organizationId } = caller;
    await this.unitOfWork.run({ organizationId }, async (tx) => {
      const merge = await this.merges.loadForUpdate(tx, mergeId);
      if (merge.undoneAt !== null) throw mergeUndone();
      const { record: merged, person } = await this.candidates.loadPersonForUpdate(tx, merge.mergedId);
      const recordIds = recordIdsUnder(merged.id, await this.candidates.findOfPersons(tx, [person.id]));
      await this.merges.update(tx, merge, { undoneBy: caller.userId, undoneAt: this.clock.now() });
      await this.candidates.update(tx, merged, { mergedInto: null, mergedAt: null, takenFields: [], personId: merged.id });
      await this.candidates.updatePerson(tx, recordIds, merged.id);
      await this.candidates.update(tx, person, {});
      for (const { id } of [person, merged]) await this.refreshPerson.execute(tx, id);
      const meta = { organizationId, actor: actorOf(caller) };
      const change = { organizationId, candidateId: merge.survivorId, kind: 'unmerged' as const, actor: actorText(meta.actor) };
      await this.changes.insert(tx, { ...change, cause: 'request', mergeId, mergedId: merge.mergedId });
      const applicationIds = await this.links.findIds(tx, recordIds);
      await announceRelinks(this.outbox, tx, { mergeId, candidateId: merged.id }, applicationIds, meta);
      const data = { mergeId, candidateId: person.id, version: person.version, mergedCandidateId: merged.id };
      await this.outbox.append(tx, candidatesUnmergedV1, data, { ...meta, aggregateVersion: person.version });
    });
  }
}
