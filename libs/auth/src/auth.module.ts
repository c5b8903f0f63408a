import { Module } from '@nestjs/common';
import { ContextModule } from '@shortlist/platform';
import { SigningKeys } from './credentials/signing-keys.js';
import { AccountRepository } from './persistence/account.repository.js';
import { MembershipEntity } from './persistence/membership.entity.js';
import { OrganizationEntity } from './persistence/organization.entity.js';
import { SessionRepository } from './persistence/session.repository.js';
import { SigningKeyRepository } from './persistence/signing-key.repository.js';
import { UserEntity } from './persistence/user.entity.js';
import { RotateSigningKeys } from './use-cases/rotate-signing-keys.use-case.js';

const context = ContextModule.forContext({ name: 'auth', entities: [OrganizationEntity, UserEntity, MembershipEntity] });
const shared = [AccountRepository, SessionRepository, SigningKeyRepository, SigningKeys, RotateSigningKeys];

/** What both sides of the context need. */
@Module({ imports: [context], providers: shared, exports: [context, ...shared] })
export class AuthModule {}
