import { Global, Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { Cache } from '../cache/index.js';
import { Clock } from '../clock.js';
import { Environment } from '../config/variables.js';
import { EventLog } from '../event-log/event-log.js';
import { EventCodec } from '../event-log/event-codec.js';
import { Keyring } from '../keys/keyring.js';
import { SigningSecret } from '../keys/signing-secret.js';
import { Reconciler } from '../maintenance/index.js';
import { MailTransport } from '../mail/index.js';
import { ModelLedger, Models } from '../models/index.js';
import { SearchIndex } from '../search/index.js';
import { ObjectStorage } from '../storage/index.js';
import { TaskQueue } from '../tasks/index.js';
import { ApiKeys } from '../http/access/api-keys.js';
import { RevokedSessions } from '../http/access/revoked-sessions.js';
import { VerificationKeys } from '../http/access/verification-keys.js';
import { RateLimiter } from '../http/limits/rate-limiter.js';
import { HealthChecks, Logger, Metrics, Tracing } from '../telemetry/index.js';
import { Infrastructure } from './infrastructure.js';

/** Makes the ports injectable everywhere, under their abstract classes. */
@Global()
@Module({})
export class PlatformModule {
  static forRoot(infrastructure: Infrastructure): DynamicModule {
    const providers = [
      { provide: Infrastructure, useValue: infrastructure },
      { provide: Environment, useValue: infrastructure.environment },
      { provide: Logger, useValue: infrastructure.logger },
      { provide: Clock, useValue: infrastructure.clock },
      { provide: Cache, useValue: infrastructure.cache },
      { provide: RateLimiter, useValue: infrastructure.rateLimiter },
      { provide: EventLog, useValue: infrastructure.eventLog },
      { provide: EventCodec, useValue: infrastructure.codec },
      { provide: Keyring, useValue: infrastructure.keyring },
      { provide: SigningSecret, useValue: infrastructure.signingSecret },
      { provide: ObjectStorage, useValue: infrastructure.storage },
      { provide: MailTransport, useValue: infrastructure.mail },
      { provide: SearchIndex, useValue: infrastructure.search },
      { provide: Models, useValue: infrastructure.models },
      { provide: ModelLedger, useValue: infrastructure.modelLedger },
      { provide: TaskQueue, useValue: infrastructure.tasks },
      { provide: Reconciler, useValue: infrastructure.reconciler },
      { provide: VerificationKeys, useValue: infrastructure.verificationKeys },
      { provide: ApiKeys, useValue: infrastructure.apiKeys },
      { provide: RevokedSessions, useValue: infrastructure.revokedSessions },
      { provide: HealthChecks, useValue: infrastructure.healthChecks },
      { provide: Metrics, useValue: infrastructure.metrics },
      { provide: Tracing, useValue: infrastructure.tracing },
    ];
    return { module: PlatformModule, providers, exports: providers.map((entry) => entry.provide) };
  }
}
