-- When an organization's jobs, or the counts beside them, last changed: `Last-Modified` of what is read of them.
ALTER TABLE jobs.job_revisions ADD COLUMN changed_at timestamptz NOT NULL DEFAULT clock_timestamp();

CREATE OR REPLACE FUNCTION jobs.count_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO jobs.job_revisions AS r (organization_id, revision) VALUES (coalesce(NEW.organization_id, OLD.organization_id), 1)
    ON CONFLICT (organization_id) DO UPDATE SET revision = r.revision + 1, changed_at = greatest(r.changed_at, clock_timestamp());
  RETURN NULL;
END $$;
