import { Injectable } from '@nestjs/common';
import type { ListedSkillV1, SkillListsChangedV1 } from '@shortlist/contracts';
import type { Tx } from '@shortlist/platform';
import type { OwnSkill } from '@shortlist/resume-reader';
import { SKILL_KINDS } from '@shortlist/taxonomy';

/** What the organization adds to the skills that are known anyway. */
export interface SkillListCopy {
  /** 0 while there is none. */
  readonly version: number;
  readonly skills: readonly OwnSkill[];
}

const EMPTY: SkillListCopy = { version: 0, skills: [] };

@Injectable()
export class SkillListCopyRepository {
  /** An older list than is known comes too late. */
  async upsert(tx: Tx, { organizationId, version, skills }: SkillListsChangedV1): Promise<void> {
    await tx.execute(
      `INSERT INTO screening.skill_list_copies (organization_id, version, skills) VALUES ($1, $2, $3::jsonb)
       ON CONFLICT (organization_id) DO UPDATE SET version = excluded.version, skills = excluded.skills
         WHERE skill_list_copies.version < excluded.version`,
      [organizationId, version, JSON.stringify(skills.filter(isOwnSkill))],
    );
  }

  async current(tx: Tx): Promise<SkillListCopy> {
    const [row] = await tx.query<SkillListCopy>('SELECT version, skills FROM screening.skill_list_copies');
    return row ?? EMPTY;
  }
}

/** A newer candidates may know kinds that nobody here does. */
function isOwnSkill(skill: ListedSkillV1): skill is ListedSkillV1 & OwnSkill {
  return (SKILL_KINDS as readonly string[]).includes(skill.kind);
}
