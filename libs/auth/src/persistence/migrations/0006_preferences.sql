-- How a person wants to see and hear of things, as `domain/preferences.ts` declares it. Only the person reads it; members of other organizations learn
-- nothing.
CREATE TABLE auth.user_preferences (
  user_id uuid PRIMARY KEY REFERENCES auth.users,
  preferences jsonb NOT NULL,
  updated_at timestamptz(3) NOT NULL DEFAULT now()
);
ALTER TABLE auth.user_preferences ENABLE ROW LEVEL SECURITY;
ALTER TABLE auth.user_preferences FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON auth.user_preferences FOR ALL TO auth_app
  USING (user_id = platform.current_user_id()) WITH CHECK (user_id = platform.current_user_id());
GRANT SELECT, INSERT, UPDATE ON auth.user_preferences TO auth_app;
CREATE TRIGGER touch BEFORE UPDATE ON auth.user_preferences FOR EACH ROW EXECUTE FUNCTION platform.touch();
