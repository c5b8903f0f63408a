import { Injectable } from '@nestjs/common';
import type { Tx } from '@shortlist/platform';
import { NoteEntity } from './note.entity.js';

@Injectable()
export class NoteRepository {
  async insert(tx: Tx, note: NoteEntity): Promise<void> {
    await tx.manager.insert(NoteEntity, { ...note });
  }

  /** The newest version of each, by candidate. */
  async findAll(tx: Tx, candidateIds: readonly string[]): Promise<Map<string, NoteEntity>> {
    const notes = await tx.manager
      .createQueryBuilder(NoteEntity, 'n')
      .distinctOn(['n.candidateId'])
      .where('n.candidate_id = ANY(:candidateIds)', { candidateIds })
      .orderBy('n.candidateId')
      .addOrderBy('n.version', 'DESC')
      .getMany();
    return new Map(notes.map((note) => [note.candidateId, note]));
  }

  /** The newest version. */
  async find(tx: Tx, candidateId: string): Promise<NoteEntity | null> {
    return tx.manager.findOne(NoteEntity, { where: { candidateId }, order: { version: 'DESC' } });
  }
}
