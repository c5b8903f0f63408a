import { join } from 'node:path';
import { describe, it } from '@jest/globals';
import { RuleTester } from 'eslint';
import tseslint from 'typescript-eslint';
import { workspaceRoot } from '../workspace/root.mjs';
import plugin from './index.mjs';

// What the rules must accept; what they must refuse is in fixtures/, run through the real configuration.

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

const tester = new RuleTester({ languageOptions: { parser: tseslint.parser } });
const at = (path, code) => ({ name: `${path}: ${code.trim().split('\n').at(-1)}`, filename: join(workspaceRoot, path), code });

/** RuleTester wants a refused example too; the smallest one that shows that the rule is switched on. */
function accepts(name, valid, invalid) {
  tester.run(name, plugin.rules[name], { valid, invalid: [{ ...invalid, errors: 1 }] });
}

accepts(
  'project-boundaries',
  [
    at(
      'libs/jobs/src/use-cases/a.use-case.ts',
      `import { CodedError } from '@shortlist/platform'; import { z } from '../domain/z.js'; import pg from 'pg';`,
    ),
    at(
      'libs/jobs/src/use-cases/a.int-spec.ts',
      `import { TestDatabase } from '@shortlist/testing'; import { jobs } from '@shortlist/sample-data';`,
    ),
    at('libs/contracts/src/jobs/a.v1.ts', `import { IsUUID } from 'class-validator'; import { readFileSync } from 'node:fs';`),
    at('libs/contracts/src/a.spec.ts', `import fc from 'fast-check';`),
    at('libs/platform/src/search/drivers/elasticsearch.driver.ts', `import { Client } from '@elastic/elasticsearch';`),
    at('libs/testing/src/a.ts', `import { Infrastructure } from '@shortlist/platform';`),
    at('tools/scripts/a.ts', `import { PlatformModule } from '@shortlist/platform';`),
  ],
  at('libs/jobs/src/a.ts', `export * from '@shortlist/auth';`),
);

accepts(
  'layer-direction',
  [
    at(
      'libs/jobs/src/http/a.controller.ts',
      `import { CreateJob } from '../use-cases/create-job.use-case.js'; import { Job } from '../domain/job.js';`,
    ),
    at('libs/jobs/src/http/job.dto.ts', `import type { JobEntity } from '../persistence/job.entity.js';`),
    at(
      'libs/jobs/src/use-cases/a.use-case.ts',
      `import { JobRepository } from '../persistence/job.repository.js'; import { Client } from '../search/client.js';`,
    ),
    at(
      'libs/jobs/src/jobs.module.ts',
      `import { JobsController } from './http/jobs.controller.js'; import { JobEntity } from './persistence/job.entity.js';`,
    ),
    at('libs/jobs/src/persistence/a.repository.ts', `import { Job } from '../domain/job.js';`),
    at(
      'libs/jobs/src/domain/a.ts',
      `import { CodedError } from '@shortlist/platform'; import { Score } from '@shortlist/contracts'; import { b } from './b.js';`,
    ),
    at('libs/jobs/src/domain/a.spec.ts', `import { JobEntity } from '../persistence/job.entity.js';`),
    at('libs/platform/src/http/a.ts', `import { B } from '../persistence/b.js';`),
  ],
  at('libs/jobs/src/domain/a.ts', `import { B } from '../http/b.js';`),
);

accepts(
  'route-declares-access',
  [
    at('libs/jobs/src/http/a.controller.ts', `class A { @Get(':id') @Requires('job:read') read() {} }`),
    at('libs/jobs/src/http/a.controller.ts', `class A { @Post() @PublicOrSignedIn() create() {} }`),
    at('libs/jobs/src/http/a.controller.ts', `class A { @Public() @All('*path') any() {} }`),
    at('libs/jobs/src/http/a.controller.ts', `class A { @OnEvent(changed, 'jobs.a') on() {} plain() {} }`),
  ],
  at('libs/jobs/src/http/a.controller.ts', `class A { @Put() put() {} }`),
);

accepts(
  'write-takes-tx',
  [
    at('libs/jobs/src/persistence/a.repository.ts', `export class A { async insert(tx: Tx, job: Job) {} async updateMany(tx: Tx) {} }`),
    at('libs/jobs/src/persistence/a.repository.ts', `export class A { async find(id: string) {} async updatedSince(at: Date) {} }`),
    at('libs/jobs/src/persistence/a.repository.ts', `export class A { loadForUpdate(tx: Tx, id: string) {} load(id: string) {} }`),
  ],
  at('libs/jobs/src/persistence/a.repository.ts', `export class A { delete(id: string) {} }`),
);

accepts(
  'no-http-exceptions',
  [at('libs/jobs/src/a.ts', `import { Injectable, Module } from '@nestjs/common'; class MyException {}`)],
  at('libs/jobs/src/a.ts', `import { HttpException } from '@nestjs/common';`),
);

accepts(
  'event-log-producers',
  [at('libs/jobs/src/a.ts', `import { Outbox } from '@shortlist/platform'; this.outbox.append(tx, changed, data);`)],
  at('libs/jobs/src/a.ts', `this.eventLog.append([]);`),
);

accepts(
  'file-names',
  [
    'http/jobs.controller.ts',
    'http/jobs.http-spec.ts',
    'persistence/job.entity.ts',
    'domain/job-status.ts',
    'domain/v1/score.ts',
    'jobs/a-changed.v1.ts',
    'a.driver.spec.ts',
  ].map((path) => at(`libs/jobs/src/${path}`, 'export {};')),
  at('libs/jobs/src/shared/a.ts', 'export {};'),
);
