import { Injectable } from '@nestjs/common';
import type { Proficiency } from '@shortlist/contracts';
import { Keyring, Outbox, UnitOfWork, actorOf, actorText, personKey, staleVersion } from '@shortlist/platform';
import type { StaffPrincipal, Tx } from '@shortlist/platform';
import { normaliseEmail } from '../domain/people/candidate.js';
import type { CandidateStatus, CandidateType, EmploymentStatus } from '../domain/people/candidate.js';
import { fieldsChanged, skillValues } from '../domain/people/candidate-change.js';
import type { FieldChange } from '../domain/people/candidate-change.js';
import { distinct, skillKey } from '../domain/people/candidate-skill.js';
import type { CandidateSkill } from '../domain/people/candidate-skill.js';
import { emailHeld } from '../domain/people/candidates.errors.js';
import { DETAIL_FIELDS } from '../domain/people/person-details.js';
import type { PersonDetails } from '../domain/people/person-details.js';
import { detailsContext } from '../domain/people/sealed-contexts.js';
import { CandidateChangeRepository } from '../persistence/candidate-change.repository.js';
import { CandidateKeyRepository } from '../persistence/candidate-key.repository.js';
import type { CandidateEntity } from '../persistence/candidate.entity.js';
import { CandidateRepository } from '../persistence/candidate.repository.js';
import { CandidateSkillRepository } from '../persistence/candidate-skill.repository.js';
import { announceUpdate } from './announce-update.js';
import { NotePhone } from './note-phone.use-case.js';
import { RefreshPerson } from './refresh-person.use-case.js';

export interface SkillInput {
  readonly name: string;
  readonly years?: number | null;
  readonly proficiency?: Proficiency | null;
}

/** What is absent stays as it is; a detail that is null is cleared. */
export interface CandidateChanges extends Partial<PersonDetails> {
  readonly type?: CandidateType | null;
  readonly status?: CandidateStatus | null;
  readonly employmentStatus?: EmploymentStatus | null;
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
    private readonly changes: CandidateChangeRepository,
    private readonly notePhone: NotePhone,
    private readonly refreshPerson: RefreshPerson,
    private readonly keyring: Keyring,
    private readonly outbox: Outbox,
  ) {}

  async execute(caller: StaffPrincipal, candidateId: string, version: number, changes: CandidateChanges): Promise<void> {
    const { organizationId } = caller;
    const actor = actorOf(caller);
    await this.unitOfWork.run({ organizationId }, async (tx) => {
      const candidate = await this.candidates.loadForUpdate(tx, candidateId);
      if (candidate.version !== version) throw staleVersion('candidates.candidate_changed');
      const written = DETAIL_FIELDS.filter((field) => changes[field] !== undefined);
      const details = await this.openDetails(candidate);
      const fields = await this.fieldsChanged(tx, candidate, details, changes);
      await this.candidates.updateTakenFields(tx, candidateId, written);
      if (changes.email) await this.takeEmail(tx, candidate, changes.email);
      const lookAlike = await this.notePhone.execute(tx, organizationId, candidateId, changes.phone ?? null);
      if (changes.skills) await this.skills.storeAll(tx, organizationId, candidateId, skillsOf(changes.skills));
      const editedFields = new Set([...candidate.editedFields, ...written, ...(changes.skills ? ['skills'] : [])]);
      await this.candidates.update(tx, candidate, {
        ...(written.length > 0 && { details: await this.changedDetails(candidate, details, changes) }),
        type: changes.type ?? candidate.type,
        status: changes.status ?? candidate.status,
        employmentStatus: changes.employmentStatus === undefined ? candidate.employmentStatus : changes.employmentStatus,
        tags: [...new Set(changes.tags ?? candidate.tags)],
        editedFields: [...editedFields],
        possibleDuplicateOf: candidate.possibleDuplicateOf ?? lookAlike,
        ...(await this.hidden(tx, candidate, changes)),
      });
      await this.refreshPerson.execute(tx, candidateId);
      const change = { organizationId, candidateId, kind: 'edited' as const, actor: actorText(actor), cause: 'request', fields };
      if (fields.length > 0) await this.changes.insert(tx, change);
      await announceUpdate(this.outbox, tx, candidate, { actor });
    });
  }

  private async takeEmail(tx: Tx, { id, organizationId }: CandidateEntity, email: string): Promise<void> {
    const value = await this.keyring.blindIndex(organizationId, 'email', normaliseEmail(email));
    const holder = await this.keys.insertIdentity(tx, organizationId, { kind: 'email', value }, id);
    // The address of a record that was merged into this one is the person's own.
    if ((await this.candidates.findPersonId(tx, holder)) !== id) throw emailHeld();
  }

  /** What merged records say and the lists that were given do not. */
  private async hidden(tx: Tx, { id }: CandidateEntity, changes: CandidateChanges): Promise<Partial<CandidateEntity>> {
    const merged = (await this.candidates.findOfPersons(tx, [id])).filter((one) => one.id !== id);
    if (merged.length === 0) return {};
    const skills = await this.skills.find(
      tx,
      merged.map((one) => one.id),
    );
    const { tags, skills: given } = changes;
    const keys = new Set(given?.map(({ name }) => skillKey(name)));
    const theirs = [...skills.values()].flat().map(({ name }) => skillKey(name));
    return {
      ...(tags && { hiddenTags: merged.flatMap((one) => one.tags).filter((tag) => !tags.includes(tag)) }),
      ...(given && { hiddenSkills: theirs.filter((key) => !keys.has(key)) }),
    };
  }

  /** What the person who reads the record sees change. */
  private async fieldsChanged(
    tx: Tx,
    candidate: CandidateEntity,
    details: PersonDetails,
    { skills: given, ...changes }: CandidateChanges,
  ): Promise<FieldChange[]> {
    const { id, type, status, employmentStatus, foundTags, foundSkills } = candidate;
    const own = given ? ((await this.skills.find(tx, [id])).get(id) ?? []) : [];
    const before = { ...details, type, status, employmentStatus, tags: foundTags, skills: skillValues(own, foundSkills) };
    return fieldsChanged(before, {
      ...Object.fromEntries(DETAIL_FIELDS.map((field) => [field, changes[field]])),
      type: changes.type ?? undefined,
      status: changes.status ?? undefined,
      employmentStatus: changes.employmentStatus,
      tags: changes.tags ? [...new Set(changes.tags)] : undefined,
      skills: given ? skillValues(skillsOf(given)) : undefined,
    });
  }

  private async openDetails({ id, organizationId, details }: CandidateEntity): Promise<PersonDetails> {
    return JSON.parse(await this.keyring.open(organizationId, detailsContext(id), details)) as PersonDetails;
  }

  private changedDetails(
    { id, organizationId, candidateKey }: CandidateEntity,
    current: PersonDetails,
    changes: CandidateChanges,
  ): Promise<string> {
    const given = DETAIL_FIELDS.filter((field) => changes[field] !== undefined).map((field) => [field, changes[field]]);
    const changed = JSON.stringify({ ...current, ...Object.fromEntries(given) });
    return this.keyring.seal(organizationId, personKey(candidateKey), detailsContext(id), changed);
  }
}

function skillsOf(given: readonly SkillInput[]): CandidateSkill[] {
  return distinct(given.map(({ name, years = null, proficiency = null }) => ({ name, years, proficiency, source: 'person' })));
}
