import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@shortlist/platform';
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
}
