-- Organizations, the people in them, their sessions and the keys that sign access tokens.
CALL platform.create_messaging('auth');

CREATE TABLE auth.organizations (
  id uuid PRIMARY KEY,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  slug text NOT NULL CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(slug) <= 100),
  version int NOT NULL DEFAULT 1,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT organizations_slug UNIQUE (slug)
);
CREATE TRIGGER touch BEFORE UPDATE ON auth.organizations FOR EACH ROW EXECUTE FUNCTION platform.touch();

-- People are global: one address is one account, whatever organizations it belongs to.
CREATE TABLE auth.users (
  id uuid PRIMARY KEY,
  email text NOT NULL CHECK (email = lower(email) AND length(email) <= 254),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  password_hash text NOT NULL,
  version int NOT NULL DEFAULT 1,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT users_email UNIQUE (email)
);
CREATE TRIGGER touch BEFORE UPDATE ON auth.users FOR EACH ROW EXECUTE FUNCTION platform.touch();

CREATE TABLE auth.memberships (
  organization_id uuid NOT NULL REFERENCES auth.organizations,
  user_id uuid NOT NULL REFERENCES auth.users,
  role text NOT NULL CHECK (role IN ('admin', 'recruiter', 'hiring_manager', 'interviewer', 'viewer')),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, user_id)
);
CREATE INDEX memberships_user ON auth.memberships (user_id);

-- One log-in of one person. Its id is the `sid` of access tokens and the family of its refresh tokens.
CREATE TABLE auth.sessions (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES auth.users,
  organization_id uuid NOT NULL REFERENCES auth.organizations,
  user_agent text CHECK (length(user_agent) <= 256),
  expires_at timestamptz(3) NOT NULL,
  revoked_at timestamptz(3),
  created_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX sessions_user ON auth.sessions (user_id);
CREATE INDEX sessions_expiry ON auth.sessions (expires_at);

-- Every refresh token of a family, as its SHA-256. `rotated_at` is set when its successor was handed out.
CREATE TABLE auth.refresh_tokens (
  token_hash bytea PRIMARY KEY CHECK (length(token_hash) = 32),
  session_id uuid NOT NULL REFERENCES auth.sessions ON DELETE CASCADE,
  user_id uuid NOT NULL,
  rotated_at timestamptz,
  created_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX refresh_tokens_session ON auth.refresh_tokens (session_id);

-- The private half is sealed with a key that is not in the database.
CREATE TABLE auth.signing_keys (
  kid text PRIMARY KEY,
  sealed_private_key text NOT NULL,
  signs_from timestamptz(3) NOT NULL,
  signs_until timestamptz(3) NOT NULL CHECK (signs_until > signs_from),
  CONSTRAINT signing_keys_turn UNIQUE (signs_from)
);
GRANT SELECT, INSERT, DELETE ON auth.signing_keys TO auth_app;
GRANT USAGE ON SCHEMA platform TO auth_app;
GRANT SELECT, INSERT, DELETE ON platform.verification_keys TO auth_app;
