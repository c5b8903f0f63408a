import { Id, Instant, Nullable, Text, Whole } from '@shortlist/contracts';
import { IsEmail, IsIn } from 'class-validator';
import type { IssuedTokens } from '../domain/issued-tokens.js';
import { ACCESS_TOKEN_SECONDS } from '../domain/session-times.js';
import { LONGEST_PASSWORD } from '../domain/password.js';

export class CredentialsDto {
  @IsEmail() email: string;
  @Text(LONGEST_PASSWORD, 1) password: string;
  /** Which of several organizations to work in; the first one joined unless given. */
  @Nullable() @Id() organizationId?: string | null;
}

/** Browsers send `{}`: their refresh token travels in a cookie. */
export class RefreshTokenDto {
  @Nullable() @Text(200) refreshToken?: string | null;
}

export class TokensDto {
  /** Send it as `Authorization: Bearer …`. */
  @Text(4_096) accessToken: string;
  @IsIn(['Bearer']) tokenType: string;
  @Whole(1, 86_400) expiresInSeconds: number;
  /** Good for one refresh; also set as an httpOnly cookie. */
  @Text(200) refreshToken: string;
  /** When the session ends, however often it is refreshed. */
  @Instant() refreshExpiresAt: string;
}

export function toTokensDto({ accessToken, refreshToken, refreshExpiresAt }: IssuedTokens): TokensDto {
  return {
    accessToken,
    tokenType: 'Bearer',
    expiresInSeconds: ACCESS_TOKEN_SECONDS,
    refreshToken,
    refreshExpiresAt: refreshExpiresAt.toISOString(),
  };
}
