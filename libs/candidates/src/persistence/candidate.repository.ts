import { Injectable } from '@nestjs/common';
import type { Tx } from '@shortlist/platform';
import { In } from 'typeorm';
import { candidateNotFound } from '../domain/people/candidates.errors.js';
import { CandidateEntity } from './candidate.entity.js';

/** A row before the database has stamped it. */
export type NewCandidate = Pick<CandidateEntity, 'id' | 'organizationId' | 'candidateKey' | 'type' | 'details'>;

@Injectable()
export class CandidateRepository {
  /** The row, locked until the transaction ends. */
  async loadForUpdate(tx: Tx, id: string): Promise<CandidateEntity> {
    const candidate = await tx.manager.findOne(CandidateEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!candidate) throw candidateNotFound();
    return candidate;
  }

  async find(tx: Tx, id: string): Promise<CandidateEntity | null> {
    return tx.manager.findOne(CandidateEntity, { where: { id } });
  }

  async findAll(tx: Tx, ids: readonly string[]): Promise<CandidateEntity[]> {
    return tx.manager.find(CandidateEntity, { where: { id: In([...ids]) } });
  }

  async insert(tx: Tx, candidate: NewCandidate): Promise<CandidateEntity> {
    await tx.manager.insert(CandidateEntity, candidate);
    return this.loadForUpdate(tx, candidate.id);
  }

  /** Changes fields of a locked row and raises its version. */
  async update(tx: Tx, candidate: CandidateEntity, changes: Partial<CandidateEntity>): Promise<void> {
    Object.assign(candidate, changes, { version: candidate.version + 1 });
    await tx.manager.update(CandidateEntity, { id: candidate.id }, { ...changes, version: candidate.version });
  }
}
