import type pg from 'pg';
import {
  DEFINER_FUNCTIONS,
  GLOBAL_KEYS,
  OPEN_POLICIES,
  SHARED_TABLES,
  TABLES_OF_NO_ORGANIZATION,
  WORKER_POLICIES,
} from './catalogue-exceptions.js';
import { FAIRNESS_ROLE, OWNER_ROLE, PLATFORM_ROLE, TASKS_ROLE } from './roles.js';

/** Schemas that Shortlist's migrations make; `pgboss` belongs to its library and is reached through column grants only. */
const OWN_SCHEMA = `n.nspname !~ '^(pg_|information_schema$|pgboss$|public$)'`;
/** The roles that services log in as. */
const LOGIN_ROLE = `(r.rolname ~ '_(app|worker)$' OR r.rolname IN ('${TASKS_ROLE}', '${FAIRNESS_ROLE}'))`;
const HAS_ORGANIZATION = `EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'organization_id' AND NOT a.attisdropped)`;

/** Each rule selects one line per breach, in the column `problem`; a rule with exceptions takes them as $1. */
const RULES: readonly { readonly sql: string; readonly except?: readonly string[] }[] = [
  {
    sql: `SELECT format('%s holds organizations'' rows without forced row security', c.oid::regclass) AS problem
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE ${OWN_SCHEMA} AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND ${HAS_ORGANIZATION}
        AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`,
  },
  {
    sql: `SELECT format('%s has no forced row security and is not on the list of tables that are of no organization', c.oid::regclass) AS problem
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE ${OWN_SCHEMA} AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND NOT ${HAS_ORGANIZATION} AND c.relname <> 'migrations'
        AND NOT (c.relrowsecurity AND c.relforcerowsecurity) AND NOT n.nspname || '.' || c.relname = ANY($1)`,
    except: TABLES_OF_NO_ORGANIZATION,
  },
  {
    sql: `SELECT format('%s lies in schema public, which no context owns', c.oid::regclass) AS problem
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p', 'v', 'm', 'f')`,
  },
  {
    sql: `SELECT format('%s has row security but no policy', c.oid::regclass) AS problem
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE ${OWN_SCHEMA} AND c.relrowsecurity AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid)`,
  },
  {
    sql: `SELECT format('policy %s on %s lacks %s', p.polname, c.oid::regclass, CASE WHEN p.polqual IS NULL AND p.polcmd <> 'a' THEN 'USING' ELSE 'WITH CHECK' END) AS problem
      FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE ${OWN_SCHEMA} AND ((p.polqual IS NULL AND p.polcmd <> 'a') OR (p.polwithcheck IS NULL AND p.polcmd IN ('*', 'w', 'a')))`,
  },
  {
    sql: `SELECT format('policy %s on %s is open to %s', p.polname, c.oid::regclass, coalesce(r.rolname, 'everybody')) AS problem
      FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        CROSS JOIN unnest(p.polroles) AS to_role(oid) LEFT JOIN pg_roles r ON r.oid = to_role.oid
      WHERE ${OWN_SCHEMA} AND (r.rolname IS NULL OR r.rolname ~ '_app$') AND NOT n.nspname || '.' || c.relname || '.' || p.polname = ANY($1)
        AND (r.rolname IS NULL
          OR coalesce(pg_get_expr(p.polqual, p.polrelid), 'current_organization()') !~ 'current_(organization|user_id)\\(\\)'
          OR coalesce(pg_get_expr(p.polwithcheck, p.polrelid), 'current_organization()') !~ 'current_(organization|user_id)\\(\\)')`,
    except: OPEN_POLICIES,
  },
  {
    sql: `SELECT format('policy %s on %s shows rows of all organizations to %s and is not on the list of such policies', p.polname, c.oid::regclass, r.rolname) AS problem
      FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        CROSS JOIN unnest(p.polroles) AS to_role(oid) JOIN pg_roles r ON r.oid = to_role.oid
      WHERE ${OWN_SCHEMA} AND r.rolname ~ '_worker$' AND p.polcmd <> 'a' AND c.relname NOT IN ('outbox', 'inbox', 'parked_keys')
        AND pg_get_expr(p.polqual, p.polrelid) !~ 'current_(organization|user_id)\\(\\)' AND NOT n.nspname || '.' || c.relname || '.' || p.polname = ANY($1)`,
    except: WORKER_POLICIES,
  },
  {
    sql: `SELECT format('partition %s is granted to %s, past the policies of its table', c.oid::regclass, coalesce(r.rolname, 'everybody')) AS problem
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace CROSS JOIN aclexplode(c.relacl) AS acl LEFT JOIN pg_roles r ON r.oid = acl.grantee
      WHERE ${OWN_SCHEMA} AND c.relispartition AND c.relkind IN ('r', 'p') AND acl.grantee <> c.relowner
      UNION SELECT format('partition %s has a column granted to %s', c.oid::regclass, coalesce(r.rolname, 'everybody'))
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        CROSS JOIN aclexplode(a.attacl) AS acl LEFT JOIN pg_roles r ON r.oid = acl.grantee
      WHERE ${OWN_SCHEMA} AND c.relispartition AND acl.grantee <> c.relowner`,
  },
  {
    sql: `SELECT format('view %s reads with its owner''s rights', c.oid::regclass) AS problem
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE ${OWN_SCHEMA} AND c.relkind = 'v' AND NOT coalesce(c.reloptions && ARRAY['security_invoker=true', 'security_invoker=on', 'security_invoker=1'], false)
      UNION SELECT format('materialized view %s has no row security and is granted to %s', c.oid::regclass, coalesce(r.rolname, 'everybody'))
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace CROSS JOIN aclexplode(c.relacl) AS acl LEFT JOIN pg_roles r ON r.oid = acl.grantee
      WHERE ${OWN_SCHEMA} AND c.relkind = 'm' AND ${HAS_ORGANIZATION} AND acl.grantee <> c.relowner`,
  },
  {
    sql: `SELECT format('unique key %s of %s does not start with organization_id', i.relname, c.oid::regclass) AS problem
      FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class c ON c.oid = x.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE ${OWN_SCHEMA} AND x.indisunique AND NOT c.relispartition AND ${HAS_ORGANIZATION}
        AND pg_get_indexdef(x.indexrelid, 1, true) <> 'organization_id'
        AND NOT (x.indisprimary AND x.indnkeyatts = 1 AND pg_get_indexdef(x.indexrelid, 1, true) = 'id')
        AND c.relname NOT IN ('outbox', 'inbox', 'parked_keys') AND NOT n.nspname || '.' || i.relname = ANY($1)`,
    except: GLOBAL_KEYS,
  },
  {
    sql: `SELECT format('foreign key %s of %s leaves its schema', k.conname, k.conrelid::regclass) AS problem
      FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_class t ON t.oid = k.confrelid
      WHERE ${OWN_SCHEMA} AND k.contype = 'f' AND k.conparentid = 0 AND t.relnamespace <> c.relnamespace
      UNION SELECT format('foreign key %s of %s points into partitioned %s', k.conname, k.conrelid::regclass, k.confrelid::regclass)
      FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_class t ON t.oid = k.confrelid
      WHERE ${OWN_SCHEMA} AND k.contype = 'f' AND k.conparentid = 0 AND (t.relkind = 'p' OR t.relispartition)`,
  },
  {
    sql: `SELECT format('role %s is allowed to pass row security or to make roles or databases', r.rolname) AS problem
      FROM pg_roles r WHERE ${LOGIN_ROLE} AND (r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolcreatedb)
      UNION SELECT format('role %s is a member of %s', r.rolname, g.rolname)
      FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member JOIN pg_roles g ON g.oid = m.roleid
      WHERE ${LOGIN_ROLE} AND (g.rolname = '${OWNER_ROLE}' OR g.rolsuper OR g.rolbypassrls OR g.rolcanlogin OR g.rolname ~ '^pg_')`,
  },
  {
    sql: `SELECT format('role %s owns %s', r.rolname, owned.name) AS problem
      FROM (SELECT relowner AS owner, relnamespace AS namespace, oid::regclass::text AS name FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
        UNION ALL SELECT proowner, pronamespace, oid::regprocedure::text FROM pg_proc
        UNION ALL SELECT nspowner, oid, 'schema ' || nspname FROM pg_namespace) AS owned
        JOIN pg_roles r ON r.oid = owned.owner JOIN pg_namespace n ON n.oid = owned.namespace
      WHERE ${LOGIN_ROLE} AND n.nspname !~ '^pg_' AND NOT (r.rolname = '${TASKS_ROLE}' AND n.nspname = 'pgboss')`,
  },
  {
    sql: `SELECT DISTINCT format('role %s may use %s, which belongs to another context', r.rolname, c.oid::regclass) AS problem
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace CROSS JOIN aclexplode(c.relacl) AS acl JOIN pg_roles r ON r.oid = acl.grantee
      WHERE ${OWN_SCHEMA} AND r.rolcanlogin AND acl.grantee <> c.relowner AND NOT r.rolname || ' ' || n.nspname || '.' || c.relname = ANY($1)
        AND r.rolname NOT IN (n.nspname || '_app', n.nspname || '_worker') AND NOT (r.rolname = '${PLATFORM_ROLE}' AND n.nspname = 'platform')
      UNION SELECT format('%s is granted to everybody', c.oid::regclass)
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace CROSS JOIN aclexplode(c.relacl) AS acl WHERE ${OWN_SCHEMA} AND acl.grantee = 0
      UNION SELECT format('role %s may truncate %s, past its policies', r.rolname, c.oid::regclass)
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace CROSS JOIN aclexplode(c.relacl) AS acl JOIN pg_roles r ON r.oid = acl.grantee
      WHERE ${OWN_SCHEMA} AND acl.grantee <> c.relowner AND acl.privilege_type = 'TRUNCATE'`,
    except: SHARED_TABLES,
  },
  {
    sql: `SELECT format('%s runs with its owner''s rights and is not on the list of such functions', p.oid::regprocedure) AS problem
      FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE ${OWN_SCHEMA} AND p.prosecdef AND NOT n.nspname || '.' || p.proname = ANY($1)`,
    except: DEFINER_FUNCTIONS,
  },
  {
    sql: `SELECT format('%s runs with its owner''s rights and does not set search_path', p.oid::regprocedure) AS problem
      FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE ${OWN_SCHEMA} AND p.prosecdef AND NOT EXISTS (SELECT FROM unnest(p.proconfig) AS setting WHERE setting LIKE 'search_path=%')
      UNION SELECT format('%s runs with its owner''s rights for everybody', p.oid::regprocedure)
      FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE ${OWN_SCHEMA} AND p.prosecdef
        AND (p.proacl IS NULL OR EXISTS (SELECT FROM aclexplode(p.proacl) AS acl WHERE acl.grantee = 0 AND acl.privilege_type = 'EXECUTE'))`,
  },
];

/**
 * Every breach of the tenancy rules that the database's catalogue shows, one sentence each; empty is good news. Reads only,
 * and needs no rights beyond connecting.
 */
export async function catalogueProblems(client: pg.Client): Promise<string[]> {
  const problems: string[] = [];
  for (const { sql, except } of RULES) {
    const { rows } = await client.query<{ problem: string }>(`${sql} ORDER BY problem`, except ? [except] : []);
    problems.push(...rows.map((row) => row.problem));
  }
  return problems;
}
