import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@shortlist/platform';
import { mergeNotFound } from '../domain/people/candidates.errors.js';
import type { MergeEntity } from '../persistence/merge.entity.js';
import { MergeRepository } from '../persistence/merge.repository.js';

@Injectable()
export class ReadMerge {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly merges: MergeRepository,
  ) {}

  async execute(organizationId: string, mergeId: string): Promise<MergeEntity> {
    const merge = await this.unitOfWork.run({ organizationId }, (tx) => this.merges.find(tx, mergeId));
    if (!merge) throw mergeNotFound();
    return merge;
  }
}
