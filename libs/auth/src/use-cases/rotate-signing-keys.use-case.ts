import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@shortlist/platform';
import { SigningKeys } from '../credentials/signing-keys.js';
import { missingTurns } from '../domain/signing-key-schedule.js';
import { SigningKeyRepository } from '../persistence/signing-key.repository.js';

/** Makes the signing keys that are missing and publishes their public halves; removes those whose tokens have all expired. */
@Injectable()
export class RotateSigningKeys {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly repository: SigningKeyRepository,
    private readonly keys: SigningKeys,
  ) {}

  /** Safe to run at any time and in several processes at once. */
  async execute(): Promise<void> {
    const needed = await this.unitOfWork.runWithoutTenant(async (tx) => {
      const { turns, now } = await this.repository.readTurns(tx);
      return missingTurns(turns, now).length;
    });
    if (needed === 0) return;
    await this.unitOfWork.runWithoutTenant(async (tx) => {
      await this.repository.lock(tx);
      await this.repository.deleteExpired(tx);
      const { turns, now } = await this.repository.readTurns(tx);
      const made = await Promise.all(missingTurns(turns, now).map((turn) => this.keys.generate(turn)));
      for (const key of made) await this.repository.insert(tx, key);
    });
  }
}
