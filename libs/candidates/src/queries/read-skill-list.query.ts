import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@shortlist/platform';
import type { OwnSkill } from '@shortlist/resume-reader';
import { skillNotFound } from '../domain/people/candidates.errors.js';
import { SkillListRepository } from '../persistence/skill-list.repository.js';
import type { SkillList } from '../persistence/skill-list.repository.js';

/** The skills that an organization adds to the taxonomy. */
@Injectable()
export class ReadSkillList {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly skillLists: SkillListRepository,
  ) {}

  execute(organizationId: string): Promise<SkillList> {
    return this.unitOfWork.run({ organizationId }, (tx) => this.skillLists.current(tx));
  }

  /** Throws `candidates.skill_not_found`. */
  async one(organizationId: string, id: string): Promise<{ readonly version: number; readonly skill: OwnSkill }> {
    const { version, skills } = await this.execute(organizationId);
    const skill = skills.find((one) => one.id === id);
    if (!skill) throw skillNotFound();
    return { version, skill };
  }
}
