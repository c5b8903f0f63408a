import { Injectable } from '@nestjs/common';
import { Keyring, personKey } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import { normaliseEmail } from '../domain/people/candidate.js';
import { skillsOf } from '../domain/people/candidate-skill.js';
import { NO_DETAILS, detailsOf, fillDetails } from '../domain/people/person-details.js';
import type { PersonDetails } from '../domain/people/person-details.js';
import { detailsContext, nationalIdContext } from '../domain/people/sealed-contexts.js';
import type { ParsedResume } from '../parsing/index.js';
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
    return {
      email: email === undefined ? null : { kind: 'email', value: await index('email', normaliseEmail(email)) },
      hints: await Promise.all([...phones, ...ids]),
    };
  }

  /** Changes a locked row and raises its version. */
  async apply(
    tx: Tx,
    candidate: CandidateEntity,
    { resumeId, isPrimary }: ReadResume,
    parsed: ParsedResume,
    keys: ResumeKeys,
  ): Promise<void> {
    const { id, organizationId } = candidate;
    const current = await this.openDetails(candidate);
    const emailHolder = await this.emailHolder(tx, candidate, current, keys.email);
    const found = { ...detailsOf(parsed.profile), ...(emailHolder !== id && { email: null }) };
    const origins = { edited: candidate.editedFields, fromResume: candidate.resumeFields };
    const { details, fromResume } = fillDetails(current, found, origins, isPrimary);
    const lookAlike = await this.keys.insertHints(tx, organizationId, keys.hints, id);
    const sameEmail = emailHolder === id ? null : emailHolder;
    if (isPrimary && !candidate.editedFields.includes('skills')) {
      await this.skills.storeAll(tx, organizationId, id, skillsOf(parsed.profile));
    }
    await this.candidates.update(tx, candidate, {
      details: await this.seal(candidate, detailsContext(id), JSON.stringify(details)),
      nationalId: candidate.nationalId ?? (await this.sealNationalId(candidate, parsed.nationalIds)),
      resumeFields: fromResume,
      primaryResumeId: isPrimary ? resumeId : candidate.primaryResumeId,
      possibleDuplicateOf: candidate.possibleDuplicateOf ?? sameEmail ?? lookAlike,
    });
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
