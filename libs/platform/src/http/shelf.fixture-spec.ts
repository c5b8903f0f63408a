import { generateKeyPairSync } from 'node:crypto';
import { Body, Controller, Delete, Get, Global, Header, Module, Param, Patch, Post, Query, Req } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { IsInt, IsOptional, IsString, MaxLength, Min, ValidateNested } from 'class-validator';
import { Type as Nested } from 'class-transformer';
import type {} from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { SignJWT } from 'jose';
import { Cache } from '../cache/cache.js';
import { MemoryCache } from '../cache/drivers/memory.driver.js';
import { Environment } from '../config/variables.js';
import { CodedError } from '../errors/coded-error.js';
import { newId } from '../ids.js';
import { Keyring } from '../keys/keyring.js';
import type { KeyScope } from '../keys/keyring.js';
import { HealthChecks, Logger, Metrics, Tracing } from '../telemetry/index.js';
import {
  accepted,
  ApiKeys,
  Caller,
  created,
  createHttpApplication,
  CurrentRequest,
  defineCursor,
  definePermissions,
  Endpoint,
  IdParam,
  IfMatch,
  InContext,
  ListQueryDto,
  NeverStoreAnswer,
  Once,
  Public,
  PublicOrSignedIn,
  RateLimited,
  RateLimiter,
  Requires,
  RequiresIdempotencyKey,
  RevokedSessions,
  SealedAnswer,
  SignedIn,
  StaffCaller,
  staleVersion,
  Undocumented,
  VerificationKeys,
  versioned,
  windowOf,
} from './index.js';
import { MemoryRateLimiter } from './limits/drivers/memory.driver.js';
import type { ApiKeyGrant, OncePerKey, Page, Principal, RequestContext, StaffPrincipal } from './index.js';

// A made-up context: a shelf of boxes, with one route per behaviour.

export const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const KID = 'key-1';
export const ORGANIZATION = newId();
export const USER = newId();
export const REVOKED_SESSION = newId();
/** Of `USER`'s organization, with the one scope `box:read`. */
export const API_KEY = `sl_${'k'.repeat(43)}`;

definePermissions('shelf', { 'box:read': ['viewer', 'recruiter'], 'box:write': ['recruiter'] });

export class PartDto {
  @IsString() @MaxLength(20) label: string;
}
export class NewBoxDto {
  @IsString() @MaxLength(100) name: string;
  @IsInt() @Min(1) size = 1;
  @IsOptional() @ValidateNested() @Nested(() => PartDto) part?: PartDto | null;
}
export class BoxDto extends NewBoxDto {
  @IsString() id: string;
  @IsInt() version: number;
}
export class BoxFiltersDto {
  @IsOptional() @IsString() @MaxLength(10) name?: string;
}
export class BoxListQueryDto extends ListQueryDto {
  @IsOptional() @IsString() @MaxLength(10) name?: string;
}
export class BoxPathDto {
  @IsInt() @Min(1) number: number;
}

export const boxCursor = defineCursor('boxes', { sorts: { '-createdAt': ['instant', 'id'] }, filters: BoxFiltersDto });
export const state = {
  executions: 0,
  version: 3,
  changedAt: new Date('2026-03-01T12:00:00.400Z'),
  failNext: null as unknown,
  hold: Promise.resolve(),
};

const box = (): BoxDto => ({ id: USER, name: 'A', size: 1, part: null, version: state.version });

@Controller('boxes')
@InContext('shelf')
export class BoxController {
  @Get()
  @Requires('box:read')
  @Endpoint({ summary: 'List boxes', answer: { status: 200, dto: [BoxDto] } })
  list(@Query() query: BoxListQueryDto): Page<BoxDto> {
    const { limit, page } = windowOf(query);
    const position = query.cursor === undefined ? null : boxCursor.decode(query.cursor);
    const nextCursor = position ? null : boxCursor.encode({ sort: '-createdAt', keys: ['2026-01-01T00:00:00.000Z', USER], filters: {} });
    return { items: [box()], limit, page, total: 55, nextCursor, changedAt: state.changedAt };
  }

  @Get('by-number/:number')
  @Public()
  @Endpoint({ summary: 'Read by number', answer: { status: 200, dto: BoxPathDto } })
  byNumber(@Param() path: BoxPathDto): BoxPathDto {
    return path;
  }

  @Get('label.txt')
  @Public()
  @Header('cache-control', 'public, max-age=60')
  @Endpoint({ summary: 'Print the label', answer: { status: 200, raw: 'text/plain; charset=utf-8' } })
  label(): string {
    return 'BOX';
  }

  @Get('whoami')
  @PublicOrSignedIn()
  @Endpoint({ summary: 'Tell who calls', answer: { status: 200, dto: PartDto } })
  whoami(@Caller() caller: Principal | undefined, @CurrentRequest() request: RequestContext): object {
    return { label: caller?.userId ?? 'nobody', requestId: request.requestId };
  }

  @Get('faulty')
  @Public()
  @Endpoint({ summary: 'Fail', answer: { status: 200, dto: PartDto } })
  faulty(): never {
    throw state.failNext;
  }

  @Get('limited')
  @Public()
  @RateLimited({ name: 'limited', points: 3, seconds: 60, by: 'ip' })
  @Endpoint({ summary: 'Limited', answer: { status: 200, dto: PartDto } })
  limited(): PartDto {
    return { label: 'x' };
  }

  @Get('slow')
  @Public()
  @Endpoint({ summary: 'Slow', answer: { status: 200, dto: PartDto } })
  async slow(): Promise<PartDto> {
    state.executions += 1;
    await state.hold;
    return { label: 'done' };
  }

  @Get('page')
  @Public()
  @Undocumented()
  page(): string {
    return '<p>page</p>';
  }

  @Get(':id')
  @Requires('box:read')
  @Endpoint({ summary: 'Read a box', answer: { status: 200, dto: BoxDto }, errors: { 'shelf.box_not_found': 'not_found' } })
  read(@IdParam('id') id: string): unknown {
    if (id !== USER) throw new CodedError('shelf.box_not_found', 'not_found', 'There is no such box.');
    return versioned(state.version, box(), state.changedAt);
  }

  @Post()
  @Requires('box:write')
  @Endpoint({
    summary: 'Create a box',
    answer: { status: 201, dto: BoxDto },
    errors: { 'shelf.box_exists': 'conflict', 'shelf.box_too_big': 'rule' },
  })
  async create(@Body() body: NewBoxDto, @StaffCaller() _caller: StaffPrincipal): Promise<unknown> {
    state.executions += 1;
    await new Promise((resolve) => setTimeout(resolve, 30));
    if (body.name === 'taken') throw new CodedError('shelf.box_exists', 'conflict', 'There is such a box.');
    if (body.size > 100) throw new CodedError('shelf.box_too_big', 'rule', 'The box is too big.');
    return created(`/boxes/${USER}`, { ...body, id: newId(), version: 1 }, 1);
  }

  @Patch(':id')
  @Requires('box:write')
  @Endpoint({ summary: 'Change a box', answer: { status: 200, dto: BoxDto }, errors: { 'shelf.box_changed': 'stale' } })
  change(@IdParam('id') _id: string, @IfMatch() version: number, @Body() _body: NewBoxDto): unknown {
    if (version !== state.version) throw staleVersion('shelf.box_changed');
    return versioned(state.version + 1, box());
  }

  @Delete(':id')
  @SignedIn()
  @Endpoint({ summary: 'Drop a box', answer: { status: 204 } })
  drop(@IdParam('id') _id: string): void {}

  @Post('apply')
  @Public()
  @RequiresIdempotencyKey({ storeRemembers: true })
  @Endpoint({ summary: 'Apply', answer: { status: 202, dto: PartDto } })
  apply(@Body() body: PartDto): unknown {
    state.executions += 1;
    return accepted('/boxes/1/track', body);
  }

  @Post('upload')
  @Public()
  @Endpoint({ summary: 'Upload', answer: { status: 200, dto: PartDto }, accepts: { mediaType: 'multipart/form-data' } })
  async upload(@Req() request: FastifyRequest, @Once() once: OncePerKey): Promise<PartDto> {
    const file = await request.file();
    const bytes = await file?.toBuffer();
    return once(String(bytes?.length), async () => {
      state.executions += 1;
      return { label: `${bytes?.length} bytes` };
    });
  }

  @Post('sealed')
  @Requires('box:read')
  @SealedAnswer()
  @Endpoint({ summary: 'Tell a secret', answer: { status: 200, dto: PartDto } })
  sealed(@Body() body: PartDto): PartDto {
    state.executions += 1;
    return body;
  }

  @Post('secret')
  @Public()
  @NeverStoreAnswer()
  @Endpoint({ summary: 'Sign in', answer: { status: 200, dto: PartDto } })
  secret(@Body() body: PartDto): PartDto {
    state.executions += 1;
    return body;
  }
}

class FixedKeys extends VerificationKeys {
  override async keyFor(kid: string): Promise<string | null> {
    if (kid === 'unreachable') throw new Error('no answer');
    return kid === KID ? keys.publicKey.export({ type: 'spki', format: 'pem' }).toString() : null;
  }
}
class FixedRevocations extends RevokedSessions {
  override async isRevoked(sessionId: string): Promise<boolean> {
    return sessionId === REVOKED_SESSION;
  }
}

/** Seals by writing backwards. */
class FixedKeyring extends Keyring {
  override async seal(organizationId: string, { kind }: KeyScope, context: string, text: string): Promise<string> {
    return [kind, organizationId, context, [...text].reverse().join('')].join('|');
  }
  override async open(organizationId: string, context: string, sealed: string): Promise<string> {
    const prefix = `organization|${organizationId}|${context}|`;
    if (!sealed.startsWith(prefix)) throw new Error('sealed for somebody else');
    return [...sealed.slice(prefix.length)].reverse().join('');
  }
  override openAll = (): never => this.unused();
  override prepare = (): never => this.unused();
  override blindIndex = (): never => this.unused();
  override destroy = (): never => this.unused();
  private unused(): never {
    throw new Error('not used here');
  }
}

class FixedApiKeys extends ApiKeys {
  override async find(secret: string): Promise<ApiKeyGrant | null> {
    return secret === API_KEY ? { apiKeyId: USER, organizationId: ORGANIZATION, scopes: ['box:read'] } : null;
  }
}

export interface Fixture {
  readonly app: NestFastifyApplication;
  readonly logs: string[];
  readonly cache: MemoryCache;
}

/** The fixture application over real guards, pipes and hooks; only keys and revocations are doubles. */
export async function startFixture(controllers: Type[] = [BoxController], variables: Record<string, string> = {}): Promise<Fixture> {
  const logs: string[] = [];
  const logger = Logger.create({ level: 'info', destination: { write: (line) => void logs.push(line) } });
  // A machine that is busy with other specs is not what is tested.
  const patient = { HTTP_MAX_EVENT_LOOP_DELAY_MS: '60000' };
  const environment = new Environment({
    PORT: '0',
    CORS_ORIGINS: 'https://app.example.com',
    TRUSTED_PROXIES: '',
    ...patient,
    ...variables,
  });
  const cache = new MemoryCache();

  @Global()
  @Module({
    providers: [
      { provide: Environment, useValue: environment },
      { provide: Logger, useValue: logger },
      { provide: Cache, useValue: cache },
      { provide: RateLimiter, useValue: new MemoryRateLimiter() },
      { provide: HealthChecks, useValue: new HealthChecks() },
      { provide: Metrics, useValue: new Metrics() },
      { provide: Tracing, useValue: new Tracing() },
      { provide: Keyring, useClass: FixedKeyring },
      { provide: VerificationKeys, useClass: FixedKeys },
      { provide: ApiKeys, useClass: FixedApiKeys },
      { provide: RevokedSessions, useClass: FixedRevocations },
    ],
    exports: [Environment, Logger, Cache, Keyring, RateLimiter, HealthChecks, Metrics, Tracing, VerificationKeys, ApiKeys, RevokedSessions],
  })
  class FixturePlatformModule {}
  @Module({ imports: [FixturePlatformModule], controllers })
  class FixtureModule {}

  return { app: await createHttpApplication(FixtureModule, { environment, logger }), logs, cache };
}

/** A valid access token, with claims and header replaced. */
export async function tokenFor(claims: Record<string, unknown> = {}, header: Record<string, unknown> = {}): Promise<string> {
  const payload = {
    org: ORGANIZATION,
    role: 'recruiter',
    sid: newId(),
    sub: USER,
    iss: 'shortlist',
    aud: 'shortlist-api',
    exp: Math.floor(Date.now() / 1_000) + 900,
    ...claims,
  };
  return new SignJWT(payload).setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid: KID, ...header }).sign(keys.privateKey);
}
