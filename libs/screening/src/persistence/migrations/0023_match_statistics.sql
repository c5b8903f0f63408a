-- What was last announced of the counts of a job, and since when somebody waits to hear of others.
ALTER TABLE screening.match_jobs
  ADD COLUMN statistics_version int NOT NULL DEFAULT 0,
  -- Candidates with a score, strong matches, good matches, analysed ones.
  ADD COLUMN announced_statistics int[] NOT NULL DEFAULT '{0,0,0,0}' CHECK (cardinality(announced_statistics) = 4),
  ADD COLUMN statistics_due_at timestamptz;
CREATE INDEX match_jobs_statistics_due ON screening.match_jobs (organization_id, job_id) WHERE statistics_due_at IS NOT NULL;
