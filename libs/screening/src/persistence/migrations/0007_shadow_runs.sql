-- Criteria that somebody tries before taking them, and what would change. The document has no addresses, the report ids, ranks and scores only.
CREATE TABLE screening.shadow_runs (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  job_id uuid NOT NULL,
  -- The criteria in force when it was asked for.
  criteria_version int NOT NULL,
  document jsonb NOT NULL,
  report jsonb,
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL,
  finished_at timestamptz,
  CHECK ((report IS NULL) = (finished_at IS NULL))
);
CREATE INDEX shadow_runs_job ON screening.shadow_runs (organization_id, job_id, id);
CALL platform.protect('screening.shadow_runs');
