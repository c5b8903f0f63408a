import { Injectable } from '@nestjs/common';
import type { ProfileDto } from '@shortlist/contracts';
import { Keyring, personKey } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import { normaliseEmail } from '../domain/people/candidate.js';
import { fieldsChanged, skillValues } from '../domain/people/candidate-change.js';
import type { FieldChange } from '../domain/people/candidate-change.js';
import { skillsOf } from '../domain/people/candidate-skill.js';
import { nameEmployerKey } from '../domain/people/name-key.js';
import { NO_DETAILS, detailsOf, fillDetails } from '../domain/people/person-details.js';
import type { PersonDetails } from '../domain/people/person-details.js';
import { detailsContext, nationalIdContext } from '../domain/people/sealed-contexts.js';
import type { ParsedResume } from '@shortlist/resume-reader';
import { CandidateKeyRepository } from '../persistence/candidate-key.repository.js';
import type { HintKey, IdentityKey } from '../persistence/candidate-key.repository.js';
import type { CandidateEntity } from '../persistence/candidate.entity.js';
import { CandidateRepository } from '../persistence/candidate.repository.js';
import { CandidateSkillRepository } from '../persistence/candidate-skill.repository.js';

/** Keyed hashes of what a resume says. */
export interface ResumeKeys {
  readonly email: IdentityKey | null;
  readonly hints: readonly HintKey[];
}

export interface ReadResume {
  readonly resumeId: string;
  /** What it says stands for the person. */
  readonly isPrimary: boolean;
}

/** Completes a record by what a resume says, and notes who else may be the same person. */
@Injectable()
export class CompleteCandidate {
  constructor(
    private readonly candidates: CandidateRepository,
    private readonly keys: CandidateKeyRepository,
    private readonly skills: CandidateSkillRepository,
    private readonly keyring: Keyring,
  ) {}

  /** Computed before the transaction, because the keyring may have to load a key. */
  async keysOf(organizationId: string, { profile, nationalIds }: ParsedResume): Promise<ResumeKeys> {
    const index = (kind: string, value: string): Promise<string> => this.keyring.blindIndex(organizationId, kind, value);
    const email = profile.emails[0]?.value;
    const phones = profile.phones.map(async ({ value }) => ({ kind: 'phone' as const, value: await index('phone', value) }));
    const ids = nationalIds.map(async (id) => ({ kind: 'national_id' as const, value: await index('national_id', id.replace(/\D/g, '')) }));
    const names = namesAtEmployers(profile).map(async (text) => ({
      kind: 'name_employer' as const,
      value: await index('name_employer', text),
    }));
    const key = email === undefined ? null : await index('email', normaliseEmail(email));
    return {
      email: key === null ? null : { kind: 'email', value: key },
      hints: await Promise.all([...phones, ...ids, ...names]),
    };
  }

  /** Changes a locked row and raises its version. Answers the fields that have other values since. */
  async apply(
    tx: Tx,
    candidate: CandidateEntity,
    { resumeId, isPrimary }: ReadResume,
    parsed: ParsedResume,
    keys: ResumeKeys,
  ): Promise<FieldChange[]> {
    const { id, organizationId } = candidate;
    const current = await this.openDetails(candidate);
    const emailHolder = await this.emailHolder(tx, candidate, current, keys.email);
    const found = { ...detailsOf(parsed.profile), ...(emailHolder !== id && { email: null }) };
    const origins = { edited: candidate.editedFields, fromResume: candidate.resumeFields };
    const { details, fromResume } = fillDetails(current, found, origins, isPrimary);
    const sameEmail = emailHolder === id ? null : emailHolder;
    const hints = keys.email && sameEmail !== null ? [...keys.hints, { ...keys.email, kind: 'other_email' as const }] : keys.hints;
    const lookAlike = await this.keys.insertHints(tx, organizationId, hints, id);
    const skills = await this.replaceSkills(tx, candidate, isPrimary, parsed.profile);
    const nationalId = candidate.nationalId ?? (await this.sealNationalId(candidate, parsed.nationalIds));
    const primaryResumeId = isPrimary ? resumeId : candidate.primaryResumeId;
    const fields = fieldsChanged(
      { ...current, nationalId: candidate.nationalId, primaryResume: candidate.primaryResumeId, skills: skills?.before },
      { ...details, nationalId, primaryResume: primaryResumeId, skills: skills?.after },
    );
    await this.candidates.update(tx, candidate, {
      details: await this.seal(candidate, detailsContext(id), JSON.stringify(details)),
      nationalId,
      resumeFields: fromResume,
      primaryResumeId,
      possibleDuplicateOf: candidate.possibleDuplicateOf ?? sameEmail ?? lookAlike,
    });
    return fields;
  }

  /** The skills of the record are those of its primary resume, unless a person wrote them; null where they stay. */
  private async replaceSkills(
    tx: Tx,
    { id, organizationId, editedFields }: CandidateEntity,
    isPrimary: boolean,
    profile: ProfileDto,
  ): Promise<{ readonly before: string[]; readonly after: string[] } | null> {
    if (!isPrimary || editedFields.includes('skills')) return null;
    const before = (await this.skills.find(tx, [id])).get(id) ?? [];
    const after = skillsOf(profile);
    await this.skills.storeAll(tx, organizationId, id, after);
    return { before: skillValues(before), after: skillValues(after) };
  }

  private async openDetails({ id, organizationId, details }: CandidateEntity): Promise<PersonDetails> {
    return { ...NO_DETAILS, ...(JSON.parse(await this.keyring.open(organizationId, detailsContext(id), details)) as PersonDetails) };
  }

  /** Who has the address of the resume: this person, who takes it where the record has none, another one, or nobody. */
  private async emailHolder(tx: Tx, candidate: CandidateEntity, current: PersonDetails, key: IdentityKey | null): Promise<string | null> {
    const isWanted = current.email === null && !candidate.editedFields.includes('email');
    if (key === null) return null;
    if (isWanted) return this.keys.insertIdentity(tx, candidate.organizationId, key, candidate.id);
    return this.keys.findIdentity(tx, key);
  }

  private async sealNationalId(candidate: CandidateEntity, nationalIds: readonly string[]): Promise<string | null> {
    const [first] = nationalIds;
    return first === undefined ? null : this.seal(candidate, nationalIdContext(candidate.id), first);
  }

  private seal({ organizationId, candidateKey }: CandidateEntity, context: string, text: string): Promise<string> {
    return this.keyring.seal(organizationId, personKey(candidateKey), context, text);
  }
}

/** Employers beyond these say little about who somebody is. */
const MOST_EMPLOYERS = 10;

function namesAtEmployers({ name, roles }: ProfileDto): string[] {
  const employers = roles.flatMap(({ organization }) => organization ?? []).slice(0, MOST_EMPLOYERS);
  return [...new Set(employers.flatMap((employer) => (name && nameEmployerKey(name.value, employer)) ?? []))];
}
