-- What receivers were last told of a list, by the clock of the database: the next event tells the difference to it.
ALTER TABLE screening.shortlists
  ADD COLUMN announced_version int NOT NULL DEFAULT 0,
  ADD COLUMN announced_at timestamptz,
  -- In the order of ranks.
  ADD COLUMN announced_ids uuid[] NOT NULL DEFAULT '{}';
-- Until now every version was announced at once.
UPDATE screening.shortlists s SET announced_version = version, announced_at = updated_at,
  announced_ids = ARRAY(
    SELECT e.application_id FROM screening.shortlist_entries e
     WHERE e.organization_id = s.organization_id AND e.job_id = s.job_id ORDER BY e.position);
