import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import type { ContextName } from '@shortlist/contracts';
import type { EntityClass } from '../database/connections.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Outbox } from '../event-log/outbox.js';
import { ContextRuntime } from './context-runtime.js';
import { Infrastructure } from './infrastructure.js';

export interface ContextOptions {
  readonly name: ContextName;
  readonly entities: readonly EntityClass[];
  /** Roles that it logs in as beside its own two, for what those must not read. */
  readonly readers?: readonly string[];
}

/**
 * Gives one context its own `UnitOfWork` and `Outbox`. Call it once per context and import the result wherever the context
 * needs it: Nest tells dynamic modules apart by identity.
 */
@Module({})
export class ContextModule {
  static forContext({ name, entities, readers = [] }: ContextOptions): DynamicModule {
    return {
      module: ContextModule,
      providers: [
        {
          provide: ContextRuntime,
          inject: [Infrastructure],
          useFactory: async (infrastructure: Infrastructure) => {
            const runtime = infrastructure.context(name, entities, readers);
            await runtime.open();
            return runtime;
          },
        },
        { provide: UnitOfWork, inject: [ContextRuntime], useFactory: (runtime: ContextRuntime) => runtime.unitOfWork },
        { provide: Outbox, inject: [ContextRuntime], useFactory: (runtime: ContextRuntime) => runtime.outbox },
      ],
      exports: [ContextRuntime, UnitOfWork, Outbox],
    };
  }
}
