import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import { composePerson } from '../domain/people/compose-person.js';
import type { ComposedPerson, PersonRecord } from '../domain/people/compose-person.js';
import type { CandidateSkill } from '../domain/people/candidate-skill.js';
import type { CandidateEntity } from '../persistence/candidate.entity.js';
import { CandidateRepository } from '../persistence/candidate.repository.js';
import { CandidateSkillRepository } from '../persistence/candidate-skill.repository.js';
import { OpenCandidates } from './open-candidates.query.js';

export interface DescribedCandidate extends ComposedPerson {
  readonly candidate: CandidateEntity;
  /** The record that stands for another person who may be the same. */
  readonly possibleDuplicateOf: string | null;
  /** The person's key was destroyed. */
  readonly isErased: boolean;
}

/** All rows of some persons, and who stands for those whom they may be duplicates of. */
interface Group {
  readonly rows: readonly CandidateEntity[];
  readonly skills: ReadonlyMap<string, readonly CandidateSkill[]>;
  readonly lookAlikes: ReadonlyMap<string, string>;
}

/** Rows as people read them: opened, with their skills and what was merged into them. */
@Injectable()
export class DescribeCandidates {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly candidates: CandidateRepository,
    private readonly skills: CandidateSkillRepository,
    private readonly openCandidates: OpenCandidates,
  ) {}

  async execute(organizationId: string, candidates: readonly CandidateEntity[]): Promise<DescribedCandidate[]> {
    const { group, records, erased } = await this.open(organizationId, candidates);
    const current = new Map(group.rows.map((row) => [row.id, row]));
    return candidates.map((given) => {
      // Its version goes with what is said of it here, not with what was read before.
      const candidate = current.get(given.id) ?? given;
      const suggested = group.lookAlikes.get(candidate.possibleDuplicateOf ?? '') ?? null;
      return {
        candidate,
        ...composePerson(candidate.id, records),
        possibleDuplicateOf: suggested === candidate.personId ? null : suggested,
        isErased: erased.has(candidate.id),
      };
    });
  }

  /** By id, in the order given; ids that name nobody (any more), or a record that was merged, are left out. */
  async byIds(organizationId: string, ids: readonly string[]): Promise<DescribedCandidate[]> {
    const rows = await this.unitOfWork.run({ organizationId }, (tx) => this.candidates.findAll(tx, ids));
    const described = await this.execute(
      organizationId,
      rows.filter(({ mergedInto }) => mergedInto === null),
    );
    const byId = new Map(described.map((one) => [one.candidate.id, one]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  /** The person that a merge of these two would make. */
  async merged(
    organizationId: string,
    survivor: CandidateEntity,
    merged: CandidateEntity,
    takenFields: readonly string[],
    at: Date,
  ): Promise<ComposedPerson> {
    const { records } = await this.open(organizationId, [survivor, merged]);
    const together = records.map((one) =>
      one.id === merged.id ? { ...one, mergedInto: survivor.id, mergedAt: at, takenFields: [...takenFields] } : one,
    );
    return composePerson(survivor.id, together);
  }

  private async open(
    organizationId: string,
    candidates: readonly CandidateEntity[],
  ): Promise<{ group: Group; records: PersonRecord[]; erased: ReadonlySet<string> }> {
    const group = await this.unitOfWork.run({ organizationId }, (tx) => this.group(tx, candidates));
    const opened = await this.openCandidates.execute(organizationId, group.rows);
    return {
      group,
      records: opened.map(({ candidate, details, nationalId }) => ({
        ...candidate,
        ...{ details, nationalId, skills: group.skills.get(candidate.id) ?? [] },
      })),
      erased: new Set(opened.flatMap(({ candidate, isErased }) => (isErased ? candidate.id : []))),
    };
  }

  private async group(tx: Tx, candidates: readonly CandidateEntity[]): Promise<Group> {
    const rows = await this.candidates.findTogether(
      tx,
      candidates.map(({ id }) => id),
    );
    const skills = await this.skills.find(
      tx,
      rows.map(({ id }) => id),
    );
    const suggested = candidates.flatMap(({ possibleDuplicateOf }) => possibleDuplicateOf ?? []);
    return { rows, skills, lookAlikes: await this.candidates.findPersonIds(tx, suggested) };
  }
}
