import { Body, Controller, Delete, Get, Post } from '@nestjs/common';
import { Endpoint, IdParam, InContext, NeverStoreAnswer, Requires, StaffCaller, created } from '@shortlist/platform';
import type { Answer, StaffPrincipal } from '@shortlist/platform';
import { ApiKeysQuery } from '../queries/api-keys.query.js';
import { CreateApiKey } from '../use-cases/create-api-key.use-case.js';
import { RevokeApiKey } from '../use-cases/revoke-api-key.use-case.js';
import { RotateApiKey } from '../use-cases/rotate-api-key.use-case.js';
import { ApiKeyDto, ApiKeyWithSecretDto, NewApiKeyDto, RotateApiKeyDto, toApiKeyDto, toApiKeyWithSecretDto } from './api-key.dto.js';

const NOT_FOUND = { 'auth.api_key_not_found': 'not_found' } as const;
const DAY_SECONDS = 86_400;

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
  async list(@StaffCaller() caller: StaffPrincipal): Promise<ApiKeyDto[]> {
    return (await this.apiKeys.list(caller.organizationId)).map(toApiKeyDto);
  }

  @Get(':id')
  @Requires('api_key:manage')
  @Endpoint({ summary: 'Read an API key', answer: { status: 200, dto: ApiKeyDto }, errors: NOT_FOUND })
  async read(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string): Promise<ApiKeyDto> {
    return toApiKeyDto(await this.apiKeys.get(caller.organizationId, id));
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
    return created(`/api-keys/${made.apiKey.id}`, toApiKeyWithSecretDto(made));
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
  async rotate(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string, @Body() body: RotateApiKeyDto): Promise<ApiKeyWithSecretDto> {
    return toApiKeyWithSecretDto(await this.rotateApiKey.execute(caller.organizationId, id, body.overlapSeconds ?? DAY_SECONDS));
  }

  @Delete(':id')
  @Requires('api_key:manage')
  @Endpoint({
    summary: 'Revoke an API key',
    description: 'It is refused everywhere within a minute.',
    answer: { status: 204 },
    errors: NOT_FOUND,
  })
  async revoke(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string): Promise<void> {
    await this.revokeApiKey.execute(caller.organizationId, id);
  }
}
