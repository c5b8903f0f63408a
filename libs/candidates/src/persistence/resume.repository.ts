import { Injectable } from '@nestjs/common';
import type { Tx } from '@shortlist/platform';
import { resumeNotFound } from '../domain/people/candidates.errors.js';
import { ParsedResumeEntity } from './parsed-resume.entity.js';
import { ResumeEntity } from './resume.entity.js';

@Injectable()
export class ResumeRepository {
  async insert(tx: Tx, resume: ResumeEntity): Promise<void> {
    await tx.manager.insert(ResumeEntity, { ...resume });
  }

  /** The row, locked until the transaction ends. */
  async loadForUpdate(tx: Tx, id: string): Promise<ResumeEntity> {
    const resume = await tx.manager.findOne(ResumeEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!resume) throw resumeNotFound();
    return resume;
  }

  /** The locked row while the outcome of this run is open; null once it has one. */
  async loadOpenRunForUpdate(tx: Tx, id: string, run: number): Promise<ResumeEntity | null> {
    const resume = await this.loadForUpdate(tx, id);
    return resume.status === 'pending' && resume.run === run ? resume : null;
  }

  async find(tx: Tx, id: string): Promise<ResumeEntity | null> {
    return tx.manager.findOne(ResumeEntity, { where: { id } });
  }

  /** Newest first. */
  async findOfCandidate(tx: Tx, candidateId: string): Promise<ResumeEntity[]> {
    return tx.manager.find(ResumeEntity, { where: { candidateId }, order: { id: 'DESC' }, take: 100 });
  }

  async update(tx: Tx, resume: ResumeEntity, changes: Partial<ResumeEntity>): Promise<void> {
    Object.assign(resume, changes);
    await tx.manager.update(ResumeEntity, { id: resume.id }, changes);
  }

  async insertParsed(tx: Tx, parsed: ParsedResumeEntity): Promise<void> {
    await tx.manager.insert(ParsedResumeEntity, { ...parsed });
  }

  /** What the newest run that could read each of them found, by resume. */
  async findAllParsed(tx: Tx, resumeIds: readonly string[]): Promise<Map<string, ParsedResumeEntity>> {
    const parsed = await tx.manager
      .createQueryBuilder(ParsedResumeEntity, 'p')
      .distinctOn(['p.resumeId'])
      .where('p.resume_id = ANY(:resumeIds)', { resumeIds })
      .orderBy('p.resumeId')
      .addOrderBy('p.run', 'DESC')
      .getMany();
    return new Map(parsed.map((one) => [one.resumeId, one]));
  }

  /** What the newest run that could read it found. */
  async findParsed(tx: Tx, resumeId: string): Promise<ParsedResumeEntity | null> {
    return tx.manager.findOne(ParsedResumeEntity, { where: { resumeId }, order: { run: 'DESC' } });
  }
}
