import { Module } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import { HttpModule } from '@shortlist/platform';
import { AuthModule } from './auth.module.js';
import { AccessTokens } from './credentials/access-tokens.js';
import { LogInAttempts } from './credentials/log-in-attempts.js';
import { PasswordHasher } from './credentials/password-hasher.js';
import { Revocations } from './credentials/revocations.js';
import './permissions.js';
import { AccountsController } from './http/accounts.controller.js';
import { ApiKeysController } from './http/api-keys.controller.js';
import { PreferencesController } from './http/preferences.controller.js';
import { PublicKeysController } from './http/public-keys.controller.js';
import { RefreshCookie } from './http/refresh-cookie.js';
import { SessionsController } from './http/sessions.controller.js';
import { UsersController } from './http/users.controller.js';
import { ApiKeyRepository } from './persistence/api-key.repository.js';
import { ApiKeysQuery } from './queries/api-keys.query.js';
import { ReadAccount } from './queries/read-account.query.js';
import { ReadMember } from './queries/read-member.query.js';
import { ReadPreferences } from './queries/read-preferences.query.js';
import { ReadPublicKeys } from './queries/read-public-keys.query.js';
import { AnnounceUser } from './use-cases/announce-user.use-case.js';
import { ChangeAccount } from './use-cases/change-account.use-case.js';
import { ChangePreferences } from './use-cases/change-preferences.use-case.js';
import { CreateApiKey } from './use-cases/create-api-key.use-case.js';
import { CreateUser } from './use-cases/create-user.use-case.js';
import { EndSession } from './use-cases/end-session.use-case.js';
import { LogIn } from './use-cases/log-in.use-case.js';
import { LogOut } from './use-cases/log-out.use-case.js';
import { RefreshSession } from './use-cases/refresh-session.use-case.js';
import { RegisterOrganization } from './use-cases/register-organization.use-case.js';
import { RevokeApiKey } from './use-cases/revoke-api-key.use-case.js';
import { RotateApiKey } from './use-cases/rotate-api-key.use-case.js';
import { RotateSigningKeys } from './use-cases/rotate-signing-keys.use-case.js';

/** The routes of the context. */
@Module({
  imports: [AuthModule, HttpModule],
  controllers: [AccountsController, PreferencesController, SessionsController, UsersController, ApiKeysController, PublicKeysController],
  providers: [
    ...[AccessTokens, LogInAttempts, PasswordHasher, RefreshCookie, Revocations],
    ...[RegisterOrganization, CreateUser, AnnounceUser, LogIn, RefreshSession, LogOut, EndSession, ChangeAccount, ChangePreferences],
    ...[ApiKeyRepository, CreateApiKey, RotateApiKey, RevokeApiKey, ApiKeysQuery],
    ...[ReadAccount, ReadMember, ReadPreferences, ReadPublicKeys],
  ],
})
export class AuthHttpModule implements OnApplicationBootstrap {
  constructor(private readonly rotateSigningKeys: RotateSigningKeys) {}

  /** A new installation has no key yet, and nobody could sign in until the schedule fires. */
  onApplicationBootstrap(): Promise<void> {
    return this.rotateSigningKeys.execute();
  }
}
