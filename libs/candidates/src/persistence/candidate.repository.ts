import { Injectable } from '@nestjs/common';
import type { Tx } from '@shortlist/platform';
import { In, IsNull, MoreThan } from 'typeorm';
import { candidateMerged, candidateNotFound } from '../domain/people/candidates.errors.js';
import { CandidateEntity } from './candidate.entity.js';

/** A row before the database has stamped it. */
export type NewCandidate = Pick<CandidateEntity, 'id' | 'organizationId' | 'candidateKey' | 'type' | 'details'> & Partial<CandidateEntity>;

/** A record and the one that stands for its person, which is the same one unless it was merged. */
export interface LockedPerson {
  readonly record: CandidateEntity;
  readonly person: CandidateEntity;
}

@Injectable()
export class CandidateRepository {
  /** The row of a record that was not merged into another, locked until the transaction ends. */
  async loadForUpdate(tx: Tx, id: string): Promise<CandidateEntity> {
    const candidate = await this.lock(tx, id);
    if (candidate.mergedInto !== null) throw candidateMerged(candidate.personId);
    return candidate;
  }

  /**
   * A record with the one that stands for its person, both locked, that one first: whoever changes anything about a person holds that row.
   * Somebody may merge or undo until it is held; then the look begins again.
   */
  async loadPersonForUpdate(tx: Tx, id: string): Promise<LockedPerson> {
    for (;;) {
      const known = await this.find(tx, id);
      if (!known) throw candidateNotFound();
      const person = await this.lock(tx, known.personId);
      const record = id === person.id ? person : await this.lock(tx, id);
      if (record.personId === person.id && person.mergedInto === null) return { record, person };
    }
  }

  /** Of the record that stands for the person. */
  async personVersion(tx: Tx, id: string): Promise<number> {
    const [row] = await tx.query<{ version: number }>(
      'SELECT p.version FROM candidates.candidates c JOIN candidates.candidates p ON p.id = c.person_id WHERE c.id = $1',
      [id],
    );
    return row?.version ?? 0;
  }

  async find(tx: Tx, id: string): Promise<CandidateEntity | null> {
    return tx.manager.findOne(CandidateEntity, { where: { id } });
  }

  async findAll(tx: Tx, ids: readonly string[]): Promise<CandidateEntity[]> {
    return tx.manager.find(CandidateEntity, { where: { id: In([...ids]) } });
  }

  /** All records of these persons. */
  async findOfPersons(tx: Tx, personIds: readonly string[]): Promise<CandidateEntity[]> {
    return tx.manager.find(CandidateEntity, { where: { personId: In([...new Set(personIds)]) } });
  }

  /** These records and all others of the same persons, as of one instant: a merge that ends between two questions would leave one out. */
  async findTogether(tx: Tx, ids: readonly string[]): Promise<CandidateEntity[]> {
    const persons = 'SELECT same.person_id FROM candidates.candidates same WHERE same.id = ANY(:ids)';
    return tx.manager
      .createQueryBuilder(CandidateEntity, 'candidate')
      .where(`candidate.person_id IN (${persons})`, { ids: [...new Set(ids)] })
      .getMany();
  }

  /** Ids and versions of those that lists show, in order of id, after the id `after`. */
  async versions(tx: Tx, after: string | null, limit: number): Promise<{ id: string; version: number }[]> {
    const where = { mergedInto: IsNull(), ...(after !== null && { id: MoreThan(after) }) };
    return tx.manager.find(CandidateEntity, { select: { id: true, version: true }, where, order: { id: 'ASC' }, take: limit });
  }

  /** The record that stands for the person of each of these. */
  async findPersonIds(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await tx.query<{ id: string; person_id: string }>(
      'SELECT id, person_id FROM candidates.candidates WHERE id = ANY($1::uuid[])',
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row.person_id]));
  }

  async findPersonId(tx: Tx, id: string): Promise<string> {
    const personId = (await this.findPersonIds(tx, [id])).get(id);
    if (personId === undefined) throw candidateNotFound();
    return personId;
  }

  async insert(tx: Tx, candidate: NewCandidate): Promise<CandidateEntity> {
    await tx.manager.insert(CandidateEntity, { ...candidate, personId: candidate.id });
    return this.loadForUpdate(tx, candidate.id);
  }

  /** Changes fields of a locked row and raises its version. */
  async update(tx: Tx, candidate: CandidateEntity, changes: Partial<CandidateEntity>): Promise<void> {
    Object.assign(candidate, changes, { version: candidate.version + 1 });
    await tx.manager.update(CandidateEntity, { id: candidate.id }, { ...changes, version: candidate.version });
  }

  /** Writes what lists find a person by. */
  async updateFound(tx: Tx, id: string, found: Pick<CandidateEntity, 'foundTags' | 'foundSkills'>): Promise<void> {
    await tx.manager.update(CandidateEntity, { id }, found);
  }

  /** Lets none of the records that were merged into this one outrank it in these fields. */
  async updateTakenFields(tx: Tx, id: string, lost: readonly string[]): Promise<void> {
    await tx.execute(
      `UPDATE candidates.candidates SET taken_fields = ARRAY(SELECT field FROM unnest(taken_fields) AS field WHERE field <> ALL ($2::text[]))
        WHERE merged_into = $1 AND taken_fields && $2::text[]`,
      [id, lost],
    );
  }

  /** Lets another record stand for these; their locked rows are not changed otherwise. */
  async updatePerson(tx: Tx, ids: readonly string[], personId: string): Promise<void> {
    await tx.execute('UPDATE candidates.candidates SET person_id = $2 WHERE id = ANY($1::uuid[])', [ids, personId]);
  }

  private async lock(tx: Tx, id: string): Promise<CandidateEntity> {
    const candidate = await tx.manager.findOne(CandidateEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!candidate) throw candidateNotFound();
    return candidate;
  }
}
