import { Module } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import { TaskQueue } from '@shortlist/platform';
import { AuthModule } from './auth.module.js';
import { deleteExpiredSessionsTask, rotateSigningKeysTask } from './tasks.js';
import { DeleteExpiredSessions } from './use-cases/delete-expired-sessions.use-case.js';
import { RotateSigningKeys } from './use-cases/rotate-signing-keys.use-case.js';

/** The background work of the context. */
@Module({ imports: [AuthModule], providers: [DeleteExpiredSessions] })
export class AuthWorkerModule implements OnApplicationBootstrap {
  constructor(
    private readonly tasks: TaskQueue,
    private readonly rotateSigningKeys: RotateSigningKeys,
    private readonly deleteExpiredSessions: DeleteExpiredSessions,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.tasks.work(rotateSigningKeysTask, () => this.rotateSigningKeys.execute());
    await this.tasks.work(deleteExpiredSessionsTask, async () => void (await this.deleteExpiredSessions.execute()));
  }
}
