import { Injectable } from '@nestjs/common';
import type { Tx } from '@shortlist/platform';
import { NoteEntity } from './note.entity.js';

@Injectable()
export class NoteRepository {
  async insert(tx: Tx, note: NoteEntity): Promise<void> {
    await tx.manager.insert(NoteEntity, { ...note });
  }

  /** The newest version. */
  async find(tx: Tx, candidateId: string): Promise<NoteEntity | null> {
    return tx.manager.findOne(NoteEntity, { where: { candidateId }, order: { version: 'DESC' } });
  }
}
