-- Wrapped data keys. Destroying a key overwrites its wrapped bytes: everything sealed with it is then unreadable.
CREATE TABLE platform.keys (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('organization', 'person', 'log')),
  subject text NOT NULL,
  wrapped bytea CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL)),
  created_at timestamptz NOT NULL DEFAULT now(),
  destroyed_at timestamptz,
  UNIQUE (organization_id, kind, subject)
);
CALL platform.protect('platform.keys');

-- Public halves of the token signing keys, so that every process can verify a token without asking auth.
CREATE TABLE platform.verification_keys (
  kid text PRIMARY KEY,
  public_key text NOT NULL,
  expires_at timestamptz NOT NULL
);
GRANT SELECT ON platform.verification_keys TO platform_app;
