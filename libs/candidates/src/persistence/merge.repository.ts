import { Injectable } from '@nestjs/common';
import type { Tx } from '@shortlist/platform';
import { mergeNotFound } from '../domain/people/candidates.errors.js';
import { MergeEntity } from './merge.entity.js';

@Injectable()
export class MergeRepository {
  async insert(tx: Tx, merge: MergeEntity): Promise<void> {
    await tx.manager.insert(MergeEntity, { ...merge });
  }

  async find(tx: Tx, id: string): Promise<MergeEntity | null> {
    return tx.manager.findOne(MergeEntity, { where: { id } });
  }

  /** The row, locked until the transaction ends. */
  async loadForUpdate(tx: Tx, id: string): Promise<MergeEntity> {
    const merge = await tx.manager.findOne(MergeEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!merge) throw mergeNotFound();
    return merge;
  }

  async update(tx: Tx, merge: MergeEntity, changes: Pick<MergeEntity, 'undoneBy' | 'undoneAt'>): Promise<void> {
    Object.assign(merge, changes);
    await tx.manager.update(MergeEntity, { id: merge.id }, changes);
  }
}
