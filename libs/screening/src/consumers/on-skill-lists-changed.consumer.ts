import { Controller } from '@nestjs/common';
import { skillListsChangedV1 } from '@shortlist/contracts';
import type { SkillListsChangedV1 } from '@shortlist/contracts';
import { OnEvent } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';
import { SkillListCopyRepository } from '../persistence/skill-list-copy.repository.js';

@Controller()
export class OnSkillListsChanged {
  constructor(private readonly skillLists: SkillListCopyRepository) {}

  @OnEvent(skillListsChangedV1, 'screening.copy_skill_list')
  async handle(data: SkillListsChangedV1, { tx }: EventContext): Promise<void> {
    await this.skillLists.upsert(tx, data);
  }
}
