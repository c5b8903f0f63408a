import { Injectable } from '@nestjs/common';
import { skillListsChangedV1 } from '@shortlist/contracts';
import { Clock, Outbox, UnitOfWork, actorOf, newId, staleVersion } from '@shortlist/platform';
import type { StaffPrincipal } from '@shortlist/platform';
import { skillNotFound } from '../domain/people/candidates.errors.js';
import { withSkill } from '../domain/people/own-skills.js';
import type { OwnSkill } from '@shortlist/resume-reader';
import { SkillListRepository } from '../persistence/skill-list.repository.js';
import type { SkillList } from '../persistence/skill-list.repository.js';

type SkillWords = Omit<OwnSkill, 'id'>;

/** Makes the next version of the skills that an organization adds. Resumes that were read already stay as they are until they are read again. */
@Injectable()
export class ChangeSkillList {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly skillLists: SkillListRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** The id of the new skill. */
  async add(caller: StaffPrincipal, words: SkillWords): Promise<string> {
    const skills = await this.change(caller, null, (list) => withSkill(list.skills, { id: newId(), ...words }));
    // Of a repeated request the id that was stored the first time.
    return skills.find(({ name }) => name === words.name)?.id ?? '';
  }

  async replace(caller: StaffPrincipal, id: string, expectedVersion: number, words: SkillWords): Promise<void> {
    await this.change(caller, expectedVersion, (list) => {
      mustHold(list, id);
      return withSkill(list.skills, { id, ...words });
    });
  }

  async remove(caller: StaffPrincipal, id: string, expectedVersion: number): Promise<void> {
    await this.change(caller, expectedVersion, (list) => {
      mustHold(list, id);
      return list.skills.filter((skill) => skill.id !== id);
    });
  }

  private async change(
    caller: StaffPrincipal,
    expectedVersion: number | null,
    next: (list: SkillList) => readonly OwnSkill[],
  ): Promise<readonly OwnSkill[]> {
    const { organizationId, userId } = caller;
    return this.unitOfWork.run({ organizationId }, async (tx) => {
      const list = await this.skillLists.current(tx);
      const skills = next(list);
      if (expectedVersion !== null && list.version !== expectedVersion) throw staleVersion('candidates.skills_changed');
      const version = list.version + 1;
      await this.skillLists.insert(tx, organizationId, { version, skills, createdBy: userId, createdAt: this.clock.now() });
      const data = { organizationId, version, skills: skills.map((skill) => ({ ...skill, aliases: [...skill.aliases] })) };
      await this.outbox.append(tx, skillListsChangedV1, data, { organizationId, actor: actorOf(caller), aggregateVersion: version });
      return skills;
    });
  }
}

function mustHold({ skills }: SkillList, id: string): void {
  if (!skills.some((skill) => skill.id === id)) throw skillNotFound();
}
