import { Injectable } from '@nestjs/common';
import { isConflict, staleVersion } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import type { OwnSkill } from '@shortlist/resume-reader';

/** One version of the skills that an organization adds to the taxonomy. */
export interface SkillList {
  readonly version: number;
  readonly skills: readonly OwnSkill[];
  readonly createdBy: string | null;
  readonly createdAt: Date | null;
}

const EMPTY: SkillList = { version: 0, skills: [], createdBy: null, createdAt: null };

/** Versions of the skill list of the organization of `tx`; none ever changes. */
@Injectable()
export class SkillListRepository {
  async current(tx: Tx): Promise<SkillList> {
    const [row] = await tx.query<SkillList>(
      `SELECT version, skills, created_by AS "createdBy", created_at AS "createdAt" FROM candidates.skill_lists ORDER BY version DESC LIMIT 1`,
    );
    return row ?? EMPTY;
  }

  /** Throws `candidates.skills_changed` when somebody else made this version. */
  async insert(tx: Tx, organizationId: string, { version, skills, createdBy, createdAt }: SkillList): Promise<void> {
    await tx
      .execute(
        'INSERT INTO candidates.skill_lists (organization_id, version, skills, created_by, created_at) VALUES ($1, $2, $3::jsonb, $4, $5)',
        [organizationId, version, JSON.stringify(skills), createdBy, createdAt],
      )
      .catch((error: unknown) => {
        throw isConflict(error, 'skill_lists_pkey') ? staleVersion('candidates.skills_changed') : error;
      });
  }
}
