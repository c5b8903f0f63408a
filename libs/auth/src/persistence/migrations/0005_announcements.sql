-- What a person changes about themselves is announced to each of their organizations, and so is the end of a session to the one it worked in,
-- before or after the person left it. Such work knows the person only, not a tenant.
CREATE POLICY own_organizations ON auth.outbox FOR INSERT TO auth_app WITH CHECK (
  organization_id IN (SELECT m.organization_id FROM auth.memberships m WHERE m.user_id = platform.current_user_id())
  OR organization_id IN (SELECT s.organization_id FROM auth.sessions s WHERE s.user_id = platform.current_user_id())
);
