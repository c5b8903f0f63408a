import { Injectable } from '@nestjs/common';
import type { Proficiency } from '@shortlist/contracts';
import { Keyring, Outbox, UnitOfWork, personKey, staleVersion } from '@shortlist/platform';
import type { StaffPrincipal, Tx } from '@shortlist/platform';
import { normaliseEmail } from '../domain/people/candidate.js';
import type { CandidateStatus, CandidateType } from '../domain/people/candidate.js';
import { distinct } from '../domain/people/candidate-skill.js';
import { emailHeld } from '../domain/people/candidates.errors.js';
import { DETAIL_FIELDS } from '../domain/people/person-details.js';
import type { PersonDetails } from '../domain/people/person-details.js';
import { detailsContext } from '../domain/people/sealed-contexts.js';
import { CandidateKeyRepository } from '../persistence/candidate-key.repository.js';
import type { CandidateEntity } from '../persistence/candidate.entity.js';
import { CandidateRepository } from '../persistence/candidate.repository.js';
import { CandidateSkillRepository } from '../persistence/candidate-skill.repository.js';
import { announceUpdate } from './announce-update.js';

export interface SkillInput {
  readonly name: string;
  readonly years?: number | null;
  readonly proficiency?: Proficiency | null;
}

/** What is absent stays as it is; a detail that is null is cleared. */
export interface CandidateChanges extends Partial<PersonDetails> {
  readonly type?: CandidateType | null;
  readonly status?: CandidateStatus | null;
  readonly tags?: readonly string[] | null;
  readonly skills?: readonly SkillInput[] | null;
}

/** Changes a record by hand. From then on no resume changes the fields that a person wrote. */
@Injectable()
export class ChangeCandidate {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly candidates: CandidateRepository,
    private readonly keys: CandidateKeyRepository,
    private readonly skills: CandidateSkillRepository,
    private readonly keyring: Keyring,
    private readonly outbox: Outbox,
  ) {}

  async execute(caller: StaffPrincipal, candidateId: string, version: number, changes: CandidateChanges): Promise<void> {
    const { organizationId, userId } = caller;
    await this.unitOfWork.run({ organizationId }, async (tx) => {
      const candidate = await this.candidates.loadForUpdate(tx, candidateId);
      if (candidate.version !== version) throw staleVersion('candidates.candidate_changed');
      const written = DETAIL_FIELDS.filter((field) => changes[field] !== undefined);
      if (changes.email) await this.takeEmail(tx, candidate, changes.email);
      if (changes.skills) await this.writeSkills(tx, candidate, changes.skills);
      const editedFields = new Set([...candidate.editedFields, ...written, ...(changes.skills ? ['skills'] : [])]);
      await this.candidates.update(tx, candidate, {
        ...(written.length > 0 && { details: await this.changedDetails(candidate, changes) }),
        type: changes.type ?? candidate.type,
        status: changes.status ?? candidate.status,
        tags: [...new Set(changes.tags ?? candidate.tags)],
        editedFields: [...editedFields],
      });
      await announceUpdate(this.outbox, tx, candidate, { actor: { kind: 'user', id: userId } });
    });
  }

  private async takeEmail(tx: Tx, { id, organizationId }: CandidateEntity, email: string): Promise<void> {
    const value = await this.keyring.blindIndex(organizationId, 'email', normaliseEmail(email));
    const holder = await this.keys.insertIdentity(tx, organizationId, { kind: 'email', value }, id);
    if (holder !== id) throw emailHeld();
  }

  private writeSkills(tx: Tx, { id, organizationId }: CandidateEntity, given: readonly SkillInput[]): Promise<void> {
    const skills = given.map(({ name, years = null, proficiency = null }) => ({ name, years, proficiency, source: 'person' as const }));
    return this.skills.storeAll(tx, organizationId, id, distinct(skills));
  }

  private async changedDetails({ id, organizationId, candidateKey, details }: CandidateEntity, changes: CandidateChanges): Promise<string> {
    const current = JSON.parse(await this.keyring.open(organizationId, detailsContext(id), details)) as PersonDetails;
    const given = DETAIL_FIELDS.filter((field) => changes[field] !== undefined).map((field) => [field, changes[field]]);
    const changed = JSON.stringify({ ...current, ...Object.fromEntries(given) });
    return this.keyring.seal(organizationId, personKey(candidateKey), detailsContext(id), changed);
  }
}
