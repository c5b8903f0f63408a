import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { InjectOptions } from 'fastify';
import { createHttpApplication, newId, PlatformModule } from '@shortlist/platform';
import { TestDatabase } from '@shortlist/testing';
import { AuthHttpModule } from './auth-http.module.js';
import { authMigrations } from './index.js';

export const PASSWORD = 'harbour-and-pine-42';

export interface Reply<T = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly data: T;
  /** Code of the problem, when it is one. */
  readonly code: string | undefined;
  readonly text: string;
}

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly refreshExpiresAt: string;
}

/** The context over its real database and the real HTTP application. */
export class AuthFixture {
  private constructor(
    readonly database: TestDatabase,
    readonly app: NestFastifyApplication,
  ) {}

  static async start(): Promise<AuthFixture> {
    const database = await TestDatabase.start([authMigrations]);
    try {
      const infrastructure = await database.infrastructure();
      const root = { module: class TestModule {}, imports: [PlatformModule.forRoot(infrastructure), AuthHttpModule] };
      const { environment, logger } = infrastructure;
      return new AuthFixture(database, await createHttpApplication(root, { environment, logger }));
    } catch (error) {
      await database.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.database.stop();
  }

  async call<T = Record<string, unknown>>(method: InjectOptions['method'], path: string, options: Call = {}): Promise<Reply<T>> {
    const url = path.startsWith('/.well-known') ? path : `/api/v1${path}`;
    const { body, token, headers = {}, cookies, ip = '203.0.113.7' } = options;
    const response = await this.app.inject({
      method,
      url,
      remoteAddress: ip,
      headers: { ...headers, ...(token && { authorization: `Bearer ${token}` }) },
      ...(body !== undefined && { payload: body as object }),
      ...(cookies && { cookies }),
    });
    const json =
      response.body && String(response.headers['content-type']).includes('json') ? (response.json() as Record<string, unknown>) : {};
    const data = ('data' in json ? json.data : json) as T;
    return {
      status: response.statusCode,
      headers: response.headers as Record<string, string>,
      data,
      code: json.code as string,
      text: response.body,
    };
  }

  /** A new organization whose administrator has a made-up address. */
  async register(organization = `Organization ${newId()}`): Promise<{ email: string; userId: string; organizationId: string }> {
    const email = `admin-${newId()}@example.com`;
    const { data } = await this.call<{ id: string; membership: { organizationId: string } }>('POST', '/auth/register', {
      ip: newId(),
      body: { name: 'Amina Farooqi', email, password: PASSWORD, organization: { name: organization } },
    });
    return { email, userId: data.id, organizationId: data.membership.organizationId };
  }

  async logIn(email: string): Promise<Tokens> {
    const { data } = await this.call<Tokens>('POST', '/auth/login', { ip: newId(), body: { email, password: PASSWORD } });
    return data;
  }

  refresh(refreshToken: string): Promise<Reply<Tokens>> {
    return this.call<Tokens>('POST', '/auth/refresh', { ip: newId(), body: { refreshToken } });
  }
}

export interface Call {
  readonly body?: unknown;
  readonly token?: string;
  readonly headers?: Record<string, string>;
  readonly cookies?: Record<string, string>;
  readonly ip?: string;
}
