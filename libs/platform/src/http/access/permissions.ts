import type { Role } from '../principal.js';

const declared = new Map<string, ReadonlySet<Role>>();

/** Declares the permissions of one context and the roles that hold them. `admin` holds every permission. */
export function definePermissions<const P extends Readonly<Record<string, readonly Role[]>>>(context: string, permissions: P): P {
  for (const [permission, roles] of Object.entries(permissions)) {
    if (!/^[a-z_]+:[a-z_]+$/.test(permission)) throw new Error(`permission ${permission} of ${context} is not <resource>:<verb>`);
    if (declared.has(permission)) throw new Error(`permission ${permission} of ${context} is declared twice`);
    declared.set(permission, new Set<Role>([...roles, 'admin']));
  }
  return permissions;
}

/** Whether some context declares the permission. */
export function isDeclaredPermission(permission: string): boolean {
  return declared.has(permission);
}

/** What each role may do. */
export abstract class Permissions {
  abstract of(role: Role): ReadonlySet<string>;
}

/** From the declarations of all contexts in this process. */
export class DeclaredPermissions extends Permissions {
  private readonly byRole = new Map<Role, ReadonlySet<string>>();

  override of(role: Role): ReadonlySet<string> {
    const known = this.byRole.get(role);
    if (known) return known;
    const permissions = new Set([...declared].filter(([, roles]) => roles.has(role)).map(([permission]) => permission));
    this.byRole.set(role, permissions);
    return permissions;
  }
}
