-- API keys of HR systems. Their secrets are nowhere: `platform.api_key_secrets` holds keyed hashes, from which every process checks a key.
CREATE TABLE auth.api_keys (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  -- The first characters of the newest secret, by which people tell keys apart.
  prefix text NOT NULL,
  scopes text[] NOT NULL CHECK (cardinality(scopes) > 0),
  expires_at timestamptz(3),
  revoked_at timestamptz(3),
  created_by uuid NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  rotated_at timestamptz(3)
);
CREATE INDEX api_keys_organization ON auth.api_keys (organization_id, id DESC) WHERE revoked_at IS NULL;
CALL platform.protect('auth.api_keys');

-- auth publishes and withdraws the hashes of its own organization, and never reads one back.
CREATE POLICY tenant ON platform.api_key_secrets FOR ALL TO auth_app
  USING (organization_id = platform.current_organization()) WITH CHECK (organization_id = platform.current_organization());
GRANT SELECT (organization_id, api_key_id, last_used_at, expires_at), INSERT, DELETE, UPDATE (expires_at) ON platform.api_key_secrets TO auth_app;
