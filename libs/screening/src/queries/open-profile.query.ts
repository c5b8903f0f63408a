import { Injectable } from '@nestjs/common';
import { ProfileDto, sealedProfileContext } from '@shortlist/contracts';
import { CodedError, Keyring, ObjectStorage, validatorOf } from '@shortlist/platform';

export interface SealedProfile {
  readonly organizationId: string;
  readonly resumeId: string;
  readonly profileKey: string;
}

/** A profile quotes a resume several times over; this is far above the longest. */
const MOST_BYTES = 100 * 1024 * 1024;

const validate = validatorOf(ProfileDto, 'event');

/** Fetches a parsed profile from storage and opens it. `screening.profile_damaged` when it is none. */
@Injectable()
export class OpenProfile {
  constructor(
    private readonly storage: ObjectStorage,
    private readonly keyring: Keyring,
  ) {}

  async execute({ organizationId, resumeId, profileKey }: SealedProfile): Promise<ProfileDto> {
    if (!profileKey.startsWith(`organizations/${organizationId}/`)) throw damaged();
    const sealed = (await this.storage.read(profileKey, MOST_BYTES)).toString('utf8');
    const checked = validate(parse(await this.keyring.open(organizationId, sealedProfileContext(resumeId), sealed)));
    if (!checked.ok) throw damaged();
    return checked.value;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw damaged();
  }
}

const damaged = (): CodedError => new CodedError('screening.profile_damaged', 'rule', 'The stored profile is not one.');
