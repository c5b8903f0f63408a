-- Who sees which row. `app.organization_id` opens an organization's rows, `app.user_id` a person's own.
CALL platform.protect('auth.memberships');
CREATE POLICY own ON auth.memberships FOR SELECT TO auth_app USING (user_id = platform.current_user_id());

ALTER TABLE auth.organizations ENABLE ROW LEVEL SECURITY;
ALTER TABLE auth.organizations FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON auth.organizations FOR ALL TO auth_app
  USING (id = platform.current_organization()) WITH CHECK (id = platform.current_organization());
CREATE POLICY member ON auth.organizations FOR SELECT TO auth_app
  USING (EXISTS (SELECT FROM auth.memberships m WHERE m.organization_id = organizations.id AND m.user_id = platform.current_user_id()));
GRANT SELECT, INSERT, UPDATE ON auth.organizations TO auth_app;

-- A person is visible to themselves and to members of their organizations. Nobody reads a password hash but `auth.find_login`.
ALTER TABLE auth.users ENABLE ROW LEVEL SECURITY;
ALTER TABLE auth.users FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON auth.users FOR ALL TO auth_app
  USING (id = platform.current_user_id()) WITH CHECK (id = platform.current_user_id());
CREATE POLICY colleague ON auth.users FOR SELECT TO auth_app
  USING (EXISTS (SELECT FROM auth.memberships m WHERE m.user_id = users.id AND m.organization_id = platform.current_organization()));
CREATE POLICY newcomer ON auth.users FOR INSERT TO auth_app WITH CHECK (true);
GRANT SELECT (id, email, name, version, created_at, updated_at), INSERT, UPDATE (name, password_hash, version) ON auth.users TO auth_app;

-- Sessions belong to a person, not to an organization: a refresh token names its person before any tenant is known.
ALTER TABLE auth.sessions ENABLE ROW LEVEL SECURITY;
ALTER TABLE auth.sessions FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON auth.sessions FOR ALL TO auth_app
  USING (user_id = platform.current_user_id()) WITH CHECK (user_id = platform.current_user_id());
CREATE POLICY expired ON auth.sessions FOR ALL TO auth_worker
  USING (expires_at < now() - interval '1 day') WITH CHECK (false);
GRANT SELECT, INSERT, UPDATE (revoked_at) ON auth.sessions TO auth_app;
GRANT SELECT (expires_at), DELETE ON auth.sessions TO auth_worker;

ALTER TABLE auth.refresh_tokens ENABLE ROW LEVEL SECURITY;
ALTER TABLE auth.refresh_tokens FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON auth.refresh_tokens FOR ALL TO auth_app
  USING (user_id = platform.current_user_id()) WITH CHECK (user_id = platform.current_user_id());
GRANT SELECT, INSERT, UPDATE (rotated_at) ON auth.refresh_tokens TO auth_app;

-- At log-in only an address is known, no tenant and no person. This function is the one way from an address to a password
-- hash; it runs as the owner, whom a policy of its own lets read the table.
CREATE POLICY login ON auth.users FOR SELECT TO CURRENT_USER USING (true);
CREATE FUNCTION auth.find_login(address text) RETURNS TABLE (user_id uuid, password_hash text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  BEGIN ATOMIC SELECT u.id, u.password_hash FROM auth.users u WHERE u.email = address; END;
REVOKE ALL ON FUNCTION auth.find_login FROM PUBLIC;
GRANT EXECUTE ON FUNCTION auth.find_login TO auth_app;
