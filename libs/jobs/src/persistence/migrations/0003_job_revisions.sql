-- Counts the changes of an organization's jobs and of the counts beside them. Cached reads carry the number in their key, so that the first read
-- after a change finds none, in whatever process it is. Counted as the last act of a transaction: the row is locked for an instant only.
CREATE TABLE jobs.job_revisions (
  organization_id uuid PRIMARY KEY,
  revision bigint NOT NULL
);
CALL platform.protect('jobs.job_revisions');

CREATE FUNCTION jobs.count_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO jobs.job_revisions AS r (organization_id, revision) VALUES (coalesce(NEW.organization_id, OLD.organization_id), 1)
    ON CONFLICT (organization_id) DO UPDATE SET revision = r.revision + 1;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER counted AFTER INSERT OR UPDATE OR DELETE ON jobs.jobs
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION jobs.count_revision();
CREATE CONSTRAINT TRIGGER counted AFTER INSERT OR UPDATE OR DELETE ON jobs.match_statistics
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION jobs.count_revision();
