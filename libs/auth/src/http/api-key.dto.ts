import { API_KEY_SCOPES, Id, Instant, Nullable, Text, Whole } from '@shortlist/contracts';
import type { ApiKeyScope } from '@shortlist/contracts';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn } from 'class-validator';
import type { ApiKey } from '../domain/api-key.js';
import type { ApiKeyWithSecret } from '../use-cases/create-api-key.use-case.js';

export class NewApiKeyDto {
  /** What it is for, in your words. */
  @Text(100, 1) name: string;
  /** The permissions it holds; none beyond these. */
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(API_KEY_SCOPES.length) @IsIn(API_KEY_SCOPES, { each: true }) scopes: ApiKeyScope[];
  /** It works until it is revoked unless this is given. */
  @Nullable() @Instant() expiresAt?: string | null;
}

export class RotateApiKeyDto {
  /** For so long the secret before works beside the new one; a day unless given, at most a week, 0 ends it at once. */
  @Nullable() @Whole(0, 7 * 86_400) overlapSeconds?: number | null;
}

export class ApiKeyDto {
  @Id() id: string;
  @Text(100) name: string;
  /** The first characters of its newest secret. */
  @Text(20) prefix: string;
  @IsArray() @IsIn(API_KEY_SCOPES, { each: true }) scopes: ApiKeyScope[];
  @Nullable() @Instant() expiresAt: string | null;
  /** Who made it. */
  @Id() createdBy: string;
  @Instant() createdAt: string;
  @Nullable() @Instant() rotatedAt: string | null;
  /** To the hour; null when it was never used. */
  @Nullable() @Instant() lastUsedAt: string | null;
}

export class ApiKeyWithSecretDto extends ApiKeyDto {
  /** Send it as `Authorization: Bearer …`. It is shown this once. */
  @Text(100) secret: string;
}

export function toApiKeyDto({ id, name, prefix, scopes, createdBy, createdAt, ...times }: ApiKey): ApiKeyDto {
  const { expiresAt, rotatedAt, lastUsedAt } = times;
  return {
    ...{ id, name, prefix, scopes: [...scopes], createdBy },
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    rotatedAt: rotatedAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}

export function toApiKeyWithSecretDto({ apiKey, secret }: ApiKeyWithSecret): ApiKeyWithSecretDto {
  return { ...toApiKeyDto(apiKey), secret };
}
