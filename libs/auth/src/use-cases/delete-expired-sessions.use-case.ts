import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@shortlist/platform';
import { SessionRepository } from '../persistence/session.repository.js';

/** Forgets sessions a day after they expired, with their refresh tokens. */
@Injectable()
export class DeleteExpiredSessions {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sessions: SessionRepository,
  ) {}

  /** How many sessions were forgotten. */
  execute(): Promise<number> {
    return this.unitOfWork.runAsWorker((tx) => this.sessions.deleteExpired(tx));
  }
}
