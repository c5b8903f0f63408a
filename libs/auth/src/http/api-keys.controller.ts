import { Body, Controller, Delete, Get, Post, Query } from '@nestjs/common';
import {
  Endpoint,
  IdParam,
  IfMatch,
  InContext,
  ListQueryDto,
  NeverStoreAnswer,
  Requires,
  StaffCaller,
  created,
  defineShortList,
  versioned,
} from '@shortlist/platform';
import { versionOf } from '../domain/api-key.js';
import type { Answer, Page, StaffPrincipal } from '@shortlist/platform';
import { ApiKeysQuery } from '../queries/api-keys.query.js';
import { CreateApiKey } from '../use-cases/create-api-key.use-case.js';
import { RevokeApiKey } from '../use-cases/revoke-api-key.use-case.js';
import { RotateApiKey } from '../use-cases/rotate-api-key.use-case.js';
import { ApiKeyDto, ApiKeyWithSecretDto, NewApiKeyDto, RotateApiKeyDto, toApiKeyDto, toApiKeyWithSecretDto } from './api-key.dto.js';

const NOT_FOUND = { 'auth.api_key_not_found': 'not_found' } as const;
const DAY_SECONDS = 86_400;
const apiKeysPage = defineShortList<ApiKeyDto, 'createdAt'>('api_keys', {
  ...{ field: 'createdAt', usual: '-createdAt', key: 'id' },
  keyOf: ({ id }) => id,
});

@Controller('api-keys')
@InContext('auth')
export class ApiKeysController {
  constructor(
    private readonly apiKeys: ApiKeysQuery,
    private readonly createApiKey: CreateApiKey,
    private readonly rotateApiKey: RotateApiKey,
    private readonly revokeApiKey: RevokeApiKey,
  ) {}

  @Get()
  @Requires('api_key:manage')
  @Endpoint({ summary: 'List API keys', answer: { status: 200, dto: [ApiKeyDto] } })
  async list(@StaffCaller() caller: StaffPrincipal, @Query() query: ListQueryDto): Promise<Page<ApiKeyDto>> {
    return apiKeysPage((await this.apiKeys.list(caller.organizationId)).map(toApiKeyDto), query);
  }

  @Get(':id')
  @Requires('api_key:manage')
  @Endpoint({ summary: 'Read an API key', answer: { status: 200, dto: ApiKeyDto }, errors: NOT_FOUND })
  async read(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string): Promise<Answer<ApiKeyDto>> {
    const apiKey = await this.apiKeys.get(caller.organizationId, id);
    return versioned(versionOf(apiKey), toApiKeyDto(apiKey));
  }

  @Post()
  @Requires('api_key:manage')
  @NeverStoreAnswer()
  @Endpoint({
    summary: 'Make an API key',
    description: 'For an HR system. The answer holds the secret, which is shown this once.',
    answer: { status: 201, dto: ApiKeyWithSecretDto },
    errors: { 'auth.too_many_api_keys': 'rule', 'auth.api_key_expires_in_past': 'rule' },
  })
  async create(@StaffCaller() caller: StaffPrincipal, @Body() { expiresAt, ...body }: NewApiKeyDto): Promise<Answer<ApiKeyWithSecretDto>> {
    const made = await this.createApiKey.execute(caller, { ...body, expiresAt: expiresAt ? new Date(expiresAt) : null });
    return created(`/api-keys/${made.apiKey.id}`, toApiKeyWithSecretDto(made), versionOf(made.apiKey));
  }

  @Post(':id/rotate')
  @Requires('api_key:manage')
  @NeverStoreAnswer()
  @Endpoint({
    summary: 'Give an API key a new secret',
    description: 'The secret before works beside it until the overlap ends. The new one is shown this once.',
    answer: { status: 200, dto: ApiKeyWithSecretDto },
    errors: NOT_FOUND,
  })
  async rotate(
    @StaffCaller() caller: StaffPrincipal,
    @IdParam() id: string,
    @Body() body: RotateApiKeyDto,
  ): Promise<Answer<ApiKeyWithSecretDto>> {
    const rotated = await this.rotateApiKey.execute(caller.organizationId, id, body.overlapSeconds ?? DAY_SECONDS);
    return versioned(versionOf(rotated.apiKey), toApiKeyWithSecretDto(rotated));
  }

  @Delete(':id')
  @Requires('api_key:manage')
  @Endpoint({
    summary: 'Revoke an API key',
    description: 'It is refused everywhere within a minute.',
    answer: { status: 204 },
    errors: { ...NOT_FOUND, 'auth.api_key_changed': 'stale' },
  })
  async revoke(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string, @IfMatch() version: number): Promise<void> {
    await this.revokeApiKey.execute(caller.organizationId, id, version);
  }
}
