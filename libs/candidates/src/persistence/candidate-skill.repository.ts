import { Injectable } from '@nestjs/common';
import type { Tx } from '@shortlist/platform';
import { skillKey } from '../domain/people/candidate-skill.js';
import type { CandidateSkill } from '../domain/people/candidate-skill.js';

type SkillRow = Omit<CandidateSkill, 'years'> & { readonly candidate_id: string; readonly years: string | null };

@Injectable()
export class CandidateSkillRepository {
  /** Replaces all skills of a candidate. */
  async storeAll(tx: Tx, organizationId: string, candidateId: string, skills: readonly CandidateSkill[]): Promise<void> {
    await tx.execute('DELETE FROM candidates.candidate_skills WHERE candidate_id = $1', [candidateId]);
    await tx.execute(
      `INSERT INTO candidates.candidate_skills (organization_id, candidate_id, name_key, name, years, proficiency, source)
       SELECT $1, $2, name_key, name, years, proficiency, source
         FROM unnest($3::text[], $4::text[], $5::numeric[], $6::text[], $7::text[]) AS skill(name_key, name, years, proficiency, source)`,
      [
        organizationId,
        candidateId,
        skills.map(({ name }) => skillKey(name)),
        skills.map(({ name }) => name),
        skills.map(({ years }) => years),
        skills.map(({ proficiency }) => proficiency),
        skills.map(({ source }) => source),
      ],
    );
  }

  /** Skills by candidate, in order of years, then of name. */
  async find(tx: Tx, candidateIds: readonly string[]): Promise<Map<string, CandidateSkill[]>> {
    const rows = await tx.query<SkillRow>(
      `SELECT candidate_id, name, years, proficiency, source FROM candidates.candidate_skills
        WHERE candidate_id = ANY($1::uuid[]) ORDER BY years DESC NULLS LAST, name_key`,
      [candidateIds],
    );
    const byCandidate = Map.groupBy(rows, (row) => row.candidate_id);
    return new Map([...byCandidate].map(([id, own]) => [id, own.map(toSkill)]));
  }
}

function toSkill({ name, years, proficiency, source }: SkillRow): CandidateSkill {
  return { name, years: years === null ? null : Number(years), proficiency, source };
}
