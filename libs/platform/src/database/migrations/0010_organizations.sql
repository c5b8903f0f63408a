-- Every organization that ever sealed a value, which is every organization: for chores that look after each of them in turn. Ids only.
CREATE FUNCTION platform.known_organizations() RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  BEGIN ATOMIC SELECT DISTINCT k.organization_id FROM platform.keys k WHERE k.kind = 'organization'; END;
CREATE POLICY organizations_of_all ON platform.keys FOR SELECT TO CURRENT_USER USING (kind = 'organization');
REVOKE ALL ON FUNCTION platform.known_organizations FROM PUBLIC;
GRANT EXECUTE ON FUNCTION platform.known_organizations TO platform_app;
