-- auth publishes which sessions ended, and removes what no token can name any more.
GRANT INSERT ON platform.revoked_sessions TO auth_app;
GRANT USAGE ON SCHEMA platform TO auth_worker;
GRANT SELECT (expires_at), DELETE ON platform.revoked_sessions TO auth_worker;
