import { Injectable } from '@nestjs/common';
import type { ProfileDto } from '@shortlist/contracts';
import { Keyring } from '@shortlist/platform';
import { withGrounded } from '../domain/grounding.js';
import type { RecordedAnswer } from '../domain/recorded-answer.js';
import { modelAnswerContext } from '../domain/sealed-contexts.js';
import { OpenProfile } from './open-profile.query.js';
import type { SealedProfile } from './open-profile.query.js';

export interface ScoredProfile extends SealedProfile {
  readonly screeningId: string;
  /** A sealed `RecordedAnswer`; null where the rules answered. */
  readonly modelAnswer: string | null;
}

/** The facts that a screening scored: what the parser read, and what a model added then. The model is not asked again: it need not say the same. */
@Injectable()
export class OpenScoredProfile {
  constructor(
    private readonly openProfile: OpenProfile,
    private readonly keyring: Keyring,
  ) {}

  async execute({ screeningId, modelAnswer, ...sealed }: ScoredProfile): Promise<ProfileDto> {
    const profile = await this.openProfile.execute(sealed);
    if (modelAnswer === null) return profile;
    const text = await this.keyring.open(sealed.organizationId, modelAnswerContext(screeningId), modelAnswer);
    return withGrounded(profile, (JSON.parse(text) as RecordedAnswer).facts);
  }
}
