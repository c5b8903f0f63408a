import { Injectable } from '@nestjs/common';
import type { Tx } from '@shortlist/platform';
import { IsNull, Not } from 'typeorm';
import { searchNotFound } from '../domain/people/candidates.errors.js';
import { SavedSearchEntity } from './saved-search.entity.js';

/** A search whose alert is on. */
export type WatchedSearch = SavedSearchEntity & {
  readonly alert: 'immediately' | 'daily';
  readonly watch: string;
  readonly watchedSince: Date;
};

/** A search as one person keeps it. */
export interface OwnedSearch {
  readonly id: string;
  readonly userId: string;
}

@Injectable()
export class SavedSearchRepository {
  async insert(tx: Tx, search: Omit<SavedSearchEntity, 'version' | 'covers' | 'alertedAt' | 'createdAt' | 'updatedAt'>): Promise<void> {
    await tx.manager.insert(SavedSearchEntity, { ...search });
  }

  /** Oldest first. */
  async findOfUser(tx: Tx, userId: string): Promise<SavedSearchEntity[]> {
    return tx.manager.find(SavedSearchEntity, { where: { userId }, order: { id: 'ASC' } });
  }

  async countOfUser(tx: Tx, userId: string): Promise<number> {
    return tx.manager.count(SavedSearchEntity, { where: { userId } });
  }

  async find(tx: Tx, { id, userId }: OwnedSearch): Promise<SavedSearchEntity> {
    const search = await tx.manager.findOne(SavedSearchEntity, { where: { id, userId } });
    if (!search) throw searchNotFound();
    return search;
  }

  /** The row, locked until the transaction ends. */
  async loadForUpdate(tx: Tx, { id, userId }: OwnedSearch): Promise<SavedSearchEntity> {
    const search = await tx.manager.findOne(SavedSearchEntity, { where: { id, userId }, lock: { mode: 'pessimistic_write' } });
    if (!search) throw searchNotFound();
    return search;
  }

  /** Changes fields of a locked row and raises its version. */
  async update(tx: Tx, search: SavedSearchEntity, changes: Partial<SavedSearchEntity>): Promise<void> {
    Object.assign(search, changes, { version: search.version + 1 });
    await tx.manager.update(SavedSearchEntity, { id: search.id }, { ...changes, version: search.version });
  }

  async delete(tx: Tx, id: string): Promise<void> {
    await tx.manager.delete(SavedSearchEntity, { id });
  }

  /** Those whose alert is on, in order of id. */
  async findWatched(tx: Tx): Promise<WatchedSearch[]> {
    return (await tx.manager.find(SavedSearchEntity, { where: { watch: Not(IsNull()) }, order: { id: 'ASC' } })) as WatchedSearch[];
  }

  /** The locked row while this is still its watch; null once it looks for something else, or for nothing. */
  async loadWatchForUpdate(tx: Tx, { id, watch }: Pick<WatchedSearch, 'id' | 'watch'>): Promise<WatchedSearch | null> {
    const search = await tx.manager.findOne(SavedSearchEntity, { where: { id, watch }, lock: { mode: 'pessimistic_write' } });
    return search as WatchedSearch | null;
  }

  /** Notes what a watch has done in its locked row; the version is that of what its owner wrote. */
  async updateWatch(tx: Tx, id: string, changes: Partial<Pick<SavedSearchEntity, 'covers' | 'alertedAt'>>): Promise<void> {
    await tx.manager.update(SavedSearchEntity, { id }, changes);
  }
}
