import { Injectable } from '@nestjs/common';
import type { Tx } from '@shortlist/platform';
import { In } from 'typeorm';
import { resumeNotFound } from '../domain/people/candidates.errors.js';
import { ParsedResumeEntity } from './parsed-resume.entity.js';
import { ResumeEntity } from './resume.entity.js';

/** One request to read a resume. */
export interface ResumeRun {
  readonly resumeId: string;
  readonly run: number;
}

/** Resumes whose newest reading is by another version of the parser, or all when none is named; what never could be read counts as outdated. */
const OUTDATED = `r.status <> 'pending' AND r.id <= $1 AND ($2::text IS NULL OR $2 IS DISTINCT FROM (
  SELECT p.parser_version FROM candidates.parsed_resumes p WHERE p.resume_id = r.id ORDER BY p.run DESC LIMIT 1))`;

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
  async findOfCandidates(tx: Tx, candidateIds: readonly string[]): Promise<ResumeEntity[]> {
    return tx.manager.find(ResumeEntity, { where: { candidateId: In([...candidateIds]) }, order: { id: 'DESC' }, take: 100 });
  }

  async update(tx: Tx, resume: ResumeEntity, changes: Partial<ResumeEntity>): Promise<void> {
    Object.assign(resume, changes);
    await tx.manager.update(ResumeEntity, { id: resume.id }, changes);
  }

  /** Where the file lies now, and what was found in it; whatever becomes of the run. */
  async updateFile(tx: Tx, id: string, file: Partial<Pick<ResumeEntity, 'storageKey' | 'scan'>>): Promise<void> {
    await tx.manager.update(ResumeEntity, { id }, file);
  }

  async insertParsed(tx: Tx, parsed: ParsedResumeEntity): Promise<void> {
    await tx.manager.insert(ParsedResumeEntity, { ...parsed });
  }

  async findNewestId(tx: Tx): Promise<string | null> {
    const [newest] = await tx.query<{ id: string }>('SELECT id FROM candidates.resumes ORDER BY id DESC LIMIT 1');
    return newest?.id ?? null;
  }

  async countOutdated(tx: Tx, readBy: string | null, until: string): Promise<number> {
    const sql = `SELECT count(*)::int AS count FROM candidates.resumes r WHERE ${OUTDATED}`;
    const [row] = await tx.query<{ count: number }>(sql, [until, readBy]);
    return row?.count ?? 0;
  }

  /** Opens another run of outdated resumes after one, in order of id, and tells whose they are. */
  async updateOutdatedRuns(
    tx: Tx,
    { readBy, until, after }: { readonly readBy: string | null; readonly until: string; readonly after: string | null },
    most: number,
  ): Promise<(ResumeRun & { readonly candidateId: string })[]> {
    const runs = await tx.query<ResumeRun & { readonly candidateId: string }>(
      `UPDATE candidates.resumes SET status = 'pending', failure_code = NULL, run = run + 1 WHERE id IN (
         SELECT r.id FROM candidates.resumes r WHERE ${OUTDATED} AND ($3::uuid IS NULL OR r.id > $3) ORDER BY r.id LIMIT $4 FOR UPDATE)
       RETURNING id AS "resumeId", run, candidate_id AS "candidateId"`,
      [until, readBy, after, most],
    );
    return runs.sort((a, b) => (a.resumeId < b.resumeId ? -1 : 1));
  }

  /** How many of these runs have no outcome yet. */
  async countOpenRuns(tx: Tx, runs: readonly ResumeRun[]): Promise<number> {
    const [row] = await tx.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM candidates.resumes r JOIN unnest($1::uuid[], $2::int[]) AS asked(id, run) USING (id, run)
        WHERE r.status = 'pending'`,
      [runs.map(({ resumeId }) => resumeId), runs.map(({ run }) => run)],
    );
    return row?.count ?? 0;
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
