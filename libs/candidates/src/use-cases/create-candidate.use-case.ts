import { Injectable } from '@nestjs/common';
import { candidatesCreatedV1 } from '@shortlist/contracts';
import { Keyring, Outbox, UnitOfWork, actorOf, actorText, newId, personKey } from '@shortlist/platform';
import type { StaffPrincipal } from '@shortlist/platform';
import { fieldsChanged, skillValues } from '../domain/people/candidate-change.js';
import type { FieldValues } from '../domain/people/candidate-change.js';
import { distinct } from '../domain/people/candidate-skill.js';
import { normaliseEmail } from '../domain/people/candidate.js';
import { emailHeld, nobodyNamed } from '../domain/people/candidates.errors.js';
import { DETAIL_FIELDS } from '../domain/people/person-details.js';
import { detailsContext } from '../domain/people/sealed-contexts.js';
import { CandidateChangeRepository } from '../persistence/candidate-change.repository.js';
import { CandidateKeyRepository } from '../persistence/candidate-key.repository.js';
import type { CandidateEntity } from '../persistence/candidate.entity.js';
import { CandidateRepository } from '../persistence/candidate.repository.js';
import { CandidateSkillRepository } from '../persistence/candidate-skill.repository.js';
import type { CandidateChanges } from './change-candidate.use-case.js';
import { NotePhone } from './note-phone.use-case.js';
import { RefreshPerson } from './refresh-person.use-case.js';

/** Adds a person whom nobody applied as. What is written here no resume changes later, as with every edit by hand. */
@Injectable()
export class CreateCandidate {
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

  /** Answers the id. */
  async execute(caller: StaffPrincipal, given: CandidateChanges): Promise<string> {
    const { organizationId } = caller;
    const { name, email, phone, type, status, employmentStatus, tags, skills } = given;
    if (!name && !email && !phone) throw nobodyNamed();
    const id = newId();
    const details = Object.fromEntries(DETAIL_FIELDS.map((field) => [field, given[field] ?? null]));
    const index = (kind: string, value: string): Promise<string> => this.keyring.blindIndex(organizationId, kind, value);
    const emailKey = email ? await index('email', normaliseEmail(email)) : null;
    const candidateKey = emailKey ?? (await index('candidate', id));
    await this.unitOfWork.run({ organizationId }, async (tx) => {
      if (emailKey !== null && (await this.keys.insertIdentity(tx, organizationId, { kind: 'email', value: emailKey }, id)) !== id)
        throw emailHeld();
      const candidate = await this.candidates.insert(tx, {
        ...{
          id,
          organizationId,
          candidateKey,
          type: type ?? 'uploaded',
          status: status ?? 'active',
          employmentStatus: employmentStatus ?? null,
        },
        details: await this.keyring.seal(organizationId, personKey(candidateKey), detailsContext(id), JSON.stringify(details)),
        tags: [...new Set(tags)],
        editedFields: [...DETAIL_FIELDS.filter((field) => given[field]), ...(skills ? ['skills'] : [])],
        possibleDuplicateOf: await this.notePhone.execute(tx, organizationId, id, phone ?? null),
      });
      const named = skills?.map(({ name, years = null, proficiency = null }) => ({ name, years, proficiency, source: 'person' as const }));
      const own = distinct(named ?? []);
      await this.skills.storeAll(tx, organizationId, id, own);
      await this.refreshPerson.execute(tx, id);
      await this.changes.insert(tx, {
        ...{ organizationId, candidateId: id, kind: 'created', actor: actorText(actorOf(caller)), cause: 'request' },
        fields: fieldsChanged({}, { ...details, ...stored(candidate), skills: skillValues(own) }),
      });
      const { version } = candidate;
      const data = { candidateId: id, version, change: 'created' as const };
      await this.outbox.append(tx, candidatesCreatedV1, data, { organizationId, actor: actorOf(caller), aggregateVersion: version });
    });
    return id;
  }
}

const stored = ({ type, status, employmentStatus, tags }: CandidateEntity): FieldValues => ({ type, status, employmentStatus, tags });
