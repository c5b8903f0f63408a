-- What a process needs to know of an API key, so that it can check one without asking auth: a keyed hash, whose organization, how far it
-- reaches and until when. A key that is being rotated has two rows. Names, authors and revoked keys stay in `auth.api_keys`.
CREATE TABLE platform.api_key_secrets (
  secret_hash bytea PRIMARY KEY CHECK (length(secret_hash) = 32),
  organization_id uuid NOT NULL,
  api_key_id uuid NOT NULL,
  scopes text[] NOT NULL,
  expires_at timestamptz(3),
  last_used_at timestamptz(3),
  created_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX api_key_secrets_key ON platform.api_key_secrets (organization_id, api_key_id);
ALTER TABLE platform.api_key_secrets ENABLE ROW LEVEL SECURITY;
ALTER TABLE platform.api_key_secrets FORCE ROW LEVEL SECURITY;

-- A request shows a key before anybody knows whose it is. This function is the one way from a hash to a key: it answers for one hash and
-- lists nothing. It runs as the owner, whom a policy of its own lets reach the table, and notes the use to the hour.
CREATE POLICY checked ON platform.api_key_secrets FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE FUNCTION platform.find_api_key(wanted bytea) RETURNS TABLE (api_key_id uuid, organization_id uuid, scopes text[], expires_at timestamptz)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
AS $$
#variable_conflict use_column
BEGIN
  UPDATE platform.api_key_secrets SET last_used_at = now()
    WHERE secret_hash = wanted AND (expires_at IS NULL OR expires_at > now()) AND coalesce(last_used_at < now() - interval '1 hour', true);
  RETURN QUERY SELECT s.api_key_id, s.organization_id, s.scopes, s.expires_at::timestamptz FROM platform.api_key_secrets s
    WHERE s.secret_hash = wanted AND (s.expires_at IS NULL OR s.expires_at > now());
END $$;
REVOKE ALL ON FUNCTION platform.find_api_key FROM PUBLIC;
GRANT EXECUTE ON FUNCTION platform.find_api_key TO platform_app;
