import { Injectable } from '@nestjs/common';
import type { Tx } from '@shortlist/platform';
import { skillKey } from '../domain/people/candidate-skill.js';
import { composeLabels } from '../domain/people/compose-person.js';
import { CandidateRepository } from '../persistence/candidate.repository.js';
import { CandidateSkillRepository } from '../persistence/candidate-skill.repository.js';

/** Brings what lists find a person by to what the records of the person say. The row that stands for the person is locked. */
@Injectable()
export class RefreshPerson {
  constructor(
    private readonly candidates: CandidateRepository,
    private readonly skills: CandidateSkillRepository,
  ) {}

  async execute(tx: Tx, personId: string): Promise<void> {
    const rows = await this.candidates.findOfPersons(tx, [personId]);
    const skills = await this.skills.find(
      tx,
      rows.map(({ id }) => id),
    );
    const labels = composeLabels(
      personId,
      rows.map((row) => ({ ...row, skills: skills.get(row.id) ?? [] })),
    );
    await this.candidates.updateFound(tx, personId, {
      foundTags: [...labels.tags],
      foundSkills: labels.skills.map(({ name }) => skillKey(name)).sort(),
    });
  }
}
