import { API_KEY_SCOPES } from '@shortlist/contracts';
import type { ApiKeyScope } from '@shortlist/contracts';
import type { Role } from '@shortlist/platform';
import { newId } from '@shortlist/platform';
import type { Tenant } from '../tenant.js';
import type { Caller } from './role-matrix.js';
import type { TokenSigner } from './token-signer.js';

const MEMBERS = ['recruiter', 'hiring_manager', 'interviewer', 'viewer'] as const;
/** Callers whose role is not their name. */
const ROLE_OF: Partial<Record<Caller, Role>> = { colleague: 'hiring_manager' };

/** One person or key per caller of one organization. */
export class Cast {
  private constructor(
    private readonly signer: TokenSigner,
    readonly organizationId: string,
    private readonly userIds: ReadonlyMap<Caller, string>,
    private readonly keys: ReadonlyMap<string, string>,
  ) {}

  static async gather(tenant: Tenant, signer: TokenSigner): Promise<Cast> {
    const { data: admin } = await tenant.client.call('GET /auth/me');
    const userIds = new Map<Caller, string>([
      ['admin', admin.id],
      ['candidate', newId()],
    ]);
    for (const caller of [...MEMBERS, 'colleague'] as const) {
      const body = { name: `A ${caller}`, email: `${caller}@${tenant.canary}.example.com`, password: 'harbour and pine 42' };
      const role = caller === 'colleague' ? 'hiring_manager' : caller;
      userIds.set(caller, (await tenant.client.call('POST /admin/users', { body: { ...body, role } })).data.id);
    }
    const keys = new Map<string, string>();
    const make = async (name: string, scopes: ApiKeyScope[]): Promise<void> => {
      keys.set(name, (await tenant.client.call('POST /api-keys', { body: { name, scopes } })).data.secret);
    };
    await make('all', [...API_KEY_SCOPES]);
    for (const missing of API_KEY_SCOPES)
      await make(
        missing,
        API_KEY_SCOPES.filter((scope) => scope !== missing),
      );
    return new Cast(signer, admin.membership.organizationId, userIds, keys);
  }

  idOf(caller: Caller): string {
    return this.userIds.get(caller) ?? '';
  }

  /** What a caller sends along, fresh each time: a call may end the session it was made in. `permission` is what an unscoped key lacks. */
  async authorizationOf(caller: Caller, permission: string | null): Promise<string | null> {
    if (caller === 'anonymous') return null;
    if (caller === 'service') return `Bearer ${this.keys.get('all')}`;
    if (caller === 'unscoped') return `Bearer ${this.keys.get(permission ?? '') ?? this.keys.get('all')}`;
    const organizationId = caller === 'candidate' ? null : this.organizationId;
    const role = ROLE_OF[caller] ?? caller;
    return `Bearer ${await this.signer.tokenFor({ userId: this.idOf(caller), organizationId, role: role as Role })}`;
  }
}
