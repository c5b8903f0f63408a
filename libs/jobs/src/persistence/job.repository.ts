import { Injectable } from '@nestjs/common';
import type { Tx } from '@shortlist/platform';
import { IsNull } from 'typeorm';
import type { Job } from '../domain/job.js';
import { JobEntity } from './job.entity.js';
import { JobRequirementEntity } from './job-requirement.entity.js';
import { PublicJobRepository } from './public-job.repository.js';

/** Postings with their requirements. Whatever is stored is published or withdrawn with it. */
@Injectable()
export class JobRepository {
  constructor(private readonly publicJobs: PublicJobRepository) {}

  async insert(tx: Tx, job: Job): Promise<void> {
    await tx.manager.insert(JobEntity, toRow(job));
    await this.insertRequirements(tx, job);
    await tx.execute('INSERT INTO jobs.match_statistics (organization_id, job_id) VALUES ($1, $2)', [job.organizationId, job.id]);
    await this.publicJobs.store(tx, job);
  }

  async update(tx: Tx, job: Job): Promise<void> {
    const { id, organizationId, ...columns } = toRow(job);
    await tx.manager.update(JobEntity, { id }, columns);
    await tx.manager.delete(JobRequirementEntity, { organizationId, jobId: id });
    await this.insertRequirements(tx, job);
    await this.publicJobs.store(tx, job);
  }

  /** Null when there is none or it is deleted; kept from changing until the transaction ends. */
  async lock(tx: Tx, id: string): Promise<Job | null> {
    const row = await tx.manager.findOne(JobEntity, { where: { id, deletedAt: IsNull() }, lock: { mode: 'pessimistic_write' } });
    if (!row) return null;
    const requirements = await tx.manager.find(JobRequirementEntity, { where: { jobId: id }, order: { position: 'ASC' } });
    return toJob(row, requirements);
  }

  private async insertRequirements(tx: Tx, { id: jobId, organizationId, requirements }: Job): Promise<void> {
    const rows = requirements.map(({ type, value, mandatory }, position) => ({ organizationId, jobId, position, type, value, mandatory }));
    if (rows.length > 0) await tx.manager.insert(JobRequirementEntity, rows);
  }
}

function toRow({ requirements: _, ...columns }: Job): Omit<JobEntity, 'createdAt' | 'updatedAt'> {
  return columns;
}

function toJob({ createdAt: _, updatedAt: __, ...columns }: JobEntity, requirements: readonly JobRequirementEntity[]): Job {
  return { ...columns, requirements: requirements.map(({ type, value, mandatory }) => ({ type, value, mandatory })) };
}
