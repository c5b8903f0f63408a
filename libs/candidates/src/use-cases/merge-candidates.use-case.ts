import { Injectable } from '@nestjs/common';
import { candidatesMergedV1 } from '@shortlist/contracts';
import { Clock, Outbox, UnitOfWork, actorOf, actorText, newId, staleVersion } from '@shortlist/platform';
import type { StaffPrincipal, Tx } from '@shortlist/platform';
import { mergedWithItself } from '../domain/people/candidates.errors.js';
import { recordIdsUnder } from '../domain/people/compose-person.js';
import type { TakenField } from '../domain/people/compose-person.js';
import { ApplicationLinkRepository } from '../persistence/application-link.repository.js';
import type { CandidateEntity } from '../persistence/candidate.entity.js';
import { CandidateChangeRepository } from '../persistence/candidate-change.repository.js';
import { CandidateRepository } from '../persistence/candidate.repository.js';
import { MergeRepository } from '../persistence/merge.repository.js';
import { RefreshPerson } from './refresh-person.use-case.js';
import { announceRelinks } from './announce-relinks.js';

export interface MergeRequest {
  readonly survivorId: string;
  /** The version of it that the caller saw. */
  readonly survivorVersion: number;
  readonly mergedId: string;
  readonly mergedVersion: number;
  /** In what the merged record outranks the survivor. */
  readonly take: readonly TakenField[];
}

/**
 * Declares two records to be of one person. The merged one keeps all it has and points at the survivor, which stands for both from now on;
 * its applications are announced as the survivor's.
 */
@Injectable()
export class MergeCandidates {
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

  /** Answers the id of the merge. */
  async execute(caller: StaffPrincipal, request: MergeRequest): Promise<string> {
    const { organizationId } = caller;
    const { survivorId, mergedId } = request;
    if (survivorId === mergedId) throw mergedWithItself();
    return this.unitOfWork.run({ organizationId }, async (tx) => {
      const { survivor, merged } = await this.load(tx, request);
      const id = newId();
      const mergedAt = this.clock.now();
      const people = { organizationId, survivorId, mergedId };
      await this.merges.insert(tx, { id, ...people, mergedBy: caller.userId, mergedAt, undoneBy: null, undoneAt: null });
      const recordIds = recordIdsUnder(mergedId, await this.candidates.findOfPersons(tx, [mergedId]));
      await this.candidates.update(tx, merged, { mergedInto: survivorId, mergedAt, takenFields: [...request.take], personId: survivorId });
      await this.candidates.updatePerson(tx, recordIds, survivorId);
      await this.candidates.update(tx, survivor, {});
      await this.refreshPerson.execute(tx, survivorId);
      const meta = { organizationId, actor: actorOf(caller) };
      const change = { organizationId, candidateId: survivorId, kind: 'merged' as const, actor: actorText(meta.actor), cause: 'request' };
      await this.changes.insert(tx, { ...change, mergeId: id, mergedId });
      const applicationIds = await this.links.findIds(tx, recordIds);
      await announceRelinks(this.outbox, tx, { mergeId: id, candidateId: survivorId }, applicationIds, meta);
      const data = { mergeId: id, candidateId: survivorId, version: survivor.version, mergedCandidateId: mergedId };
      await this.outbox.append(tx, candidatesMergedV1, data, { ...meta, aggregateVersion: survivor.version });
      return id;
    });
  }

  /** Both rows, locked in order of id, so that two merges of the same records wait instead of blocking each other. */
  private async load(tx: Tx, request: MergeRequest): Promise<{ survivor: CandidateEntity; merged: CandidateEntity }> {
    const rows = new Map<string, CandidateEntity>();
    for (const id of [request.survivorId, request.mergedId].sort()) rows.set(id, await this.candidates.loadForUpdate(tx, id));
    const [survivor, merged] = [rows.get(request.survivorId), rows.get(request.mergedId)];
    if (survivor?.version !== request.survivorVersion || merged?.version !== request.mergedVersion)
      throw staleVersion('candidates.candidate_changed');
    return { survivor, merged };
  }
}
