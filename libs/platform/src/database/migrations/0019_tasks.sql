-- What a caller can follow and cancel: one row beside each task of pg-boss that was announced, with the same id.
CREATE TABLE platform.tasks (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  -- The name of the task's definition: `<context>.<verb_noun>`.
  kind text NOT NULL CHECK (kind ~ '^[a-z]+\.[a-z_]+$'),
  -- What it is about, such as a job.
  subject_id uuid,
  status text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'running', 'succeeded', 'failed', 'cancelled')),
  progress int NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 100),
  -- Numbers and codes; never personal data.
  result jsonb,
  error_code text CHECK ((error_code IS NOT NULL) = (status = 'failed')),
  cancel_requested_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  started_at timestamptz,
  finished_at timestamptz CHECK ((finished_at IS NOT NULL) = (status IN ('succeeded', 'failed', 'cancelled'))),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX tasks_recent ON platform.tasks (organization_id, id DESC);
CREATE INDEX tasks_subject ON platform.tasks (subject_id, id DESC) WHERE subject_id IS NOT NULL;
CREATE INDEX tasks_open ON platform.tasks (id) WHERE status IN ('waiting', 'running');
CREATE INDEX tasks_finished ON platform.tasks (finished_at) WHERE finished_at IS NOT NULL;
CALL platform.protect('platform.tasks');
CREATE TRIGGER touch BEFORE UPDATE ON platform.tasks FOR EACH ROW EXECUTE FUNCTION platform.touch();

CREATE POLICY owner_announces ON platform.tasks FOR INSERT TO CURRENT_USER WITH CHECK (organization_id = platform.current_organization());
CREATE POLICY owner_finds ON platform.tasks FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY owner_purges ON platform.tasks FOR DELETE TO CURRENT_USER USING (finished_at < now() - interval '30 days');

-- Contexts announce a task in their own transaction and may do nothing else with it: the row belongs to the organization that is set there.
CREATE FUNCTION platform.announce_task(task uuid, task_kind text, subject uuid) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog
AS $$
  INSERT INTO platform.tasks (id, organization_id, kind, subject_id) VALUES (task, platform.current_organization(), task_kind, subject)
$$;
REVOKE ALL ON FUNCTION platform.announce_task FROM PUBLIC;
GRANT USAGE ON SCHEMA platform TO platform_task_sender;
GRANT EXECUTE ON FUNCTION platform.announce_task TO platform_task_sender;

-- Tasks of all organizations that did not move for so long: whether somebody still works on them, the queue knows.
CREATE FUNCTION platform.quiet_tasks(patience interval, after uuid, most int) RETURNS TABLE (organization_id uuid, id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
AS $$
  SELECT t.organization_id, t.id FROM platform.tasks t
   WHERE t.status IN ('waiting', 'running') AND t.updated_at < now() - patience AND t.id > after ORDER BY t.id LIMIT most
$$;
REVOKE ALL ON FUNCTION platform.quiet_tasks FROM PUBLIC;
GRANT EXECUTE ON FUNCTION platform.quiet_tasks TO platform_app;

CREATE FUNCTION platform.purge_tasks() RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
AS $$
DECLARE
  purged bigint;
BEGIN
  DELETE FROM platform.tasks WHERE finished_at < now() - interval '30 days';
  GET DIAGNOSTICS purged = ROW_COUNT;
  RETURN purged;
END $$;
REVOKE ALL ON FUNCTION platform.purge_tasks FROM PUBLIC;
GRANT EXECUTE ON FUNCTION platform.purge_tasks TO platform_app;
