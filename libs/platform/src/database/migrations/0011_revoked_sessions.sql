-- Sessions that ended before their access tokens did, so that every process can refuse those without asking auth. A row is needed for as long as
-- the last token of the session lives.
CREATE TABLE platform.revoked_sessions (
  session_id uuid PRIMARY KEY,
  expires_at timestamptz(3) NOT NULL
);
GRANT SELECT ON platform.revoked_sessions TO platform_app;
