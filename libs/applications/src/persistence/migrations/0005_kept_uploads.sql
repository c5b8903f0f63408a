-- Uploads that a stored submission names: they wait for candidates, however long that takes. What nobody names within a day is removed.
CREATE TABLE applications.kept_uploads (
  organization_id uuid NOT NULL,
  storage_key text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, storage_key)
);
CALL platform.protect('applications.kept_uploads');
CALL platform.let_worker_insert('applications.kept_uploads');

-- Who names the uploads from before is not known; they stay.
DO $$
BEGIN
  EXECUTE format('CREATE FUNCTION applications.uploads_known_since() RETURNS timestamptz LANGUAGE sql STABLE AS %L', format('SELECT %L::timestamptz', now()));
END $$;
REVOKE ALL ON FUNCTION applications.uploads_known_since FROM PUBLIC;
GRANT EXECUTE ON FUNCTION applications.uploads_known_since TO applications_app;
