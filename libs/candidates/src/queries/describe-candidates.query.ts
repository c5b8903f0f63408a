import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@shortlist/platform';
import type { CandidateSkill } from '../domain/people/candidate-skill.js';
import type { CandidateEntity } from '../persistence/candidate.entity.js';
import { CandidateRepository } from '../persistence/candidate.repository.js';
import { CandidateSkillRepository } from '../persistence/candidate-skill.repository.js';
import { OpenCandidates } from './open-candidates.query.js';
import type { OpenedCandidate } from './open-candidates.query.js';

export interface DescribedCandidate extends OpenedCandidate {
  readonly skills: readonly CandidateSkill[];
}

/** Rows as people read them: opened, with their skills. */
@Injectable()
export class DescribeCandidates {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly candidates: CandidateRepository,
    private readonly skills: CandidateSkillRepository,
    private readonly openCandidates: OpenCandidates,
  ) {}

  async execute(organizationId: string, candidates: readonly CandidateEntity[]): Promise<DescribedCandidate[]> {
    const ids = candidates.map(({ id }) => id);
    const skills = await this.unitOfWork.run({ organizationId }, (tx) => this.skills.find(tx, ids));
    const opened = await this.openCandidates.execute(organizationId, candidates);
    return opened.map((one) => ({ ...one, skills: skills.get(one.candidate.id) ?? [] }));
  }

  /** By id, in the order given; ids that name nobody (any more) are left out. */
  async byIds(organizationId: string, ids: readonly string[]): Promise<DescribedCandidate[]> {
    const rows = await this.unitOfWork.run({ organizationId }, (tx) => this.candidates.findAll(tx, ids));
    const described = await this.execute(organizationId, rows);
    const byId = new Map(described.map((one) => [one.candidate.id, one]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }
}
