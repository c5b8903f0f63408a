-- What jobs came to when somebody asked. One row per version of a job and reader: whoever asks again replaces the answer.
CREATE TABLE jobs.job_analyses (
  organization_id uuid NOT NULL,
  job_id uuid NOT NULL REFERENCES jobs.jobs,
  job_version int NOT NULL CHECK (job_version >= 1),
  reader text NOT NULL CHECK (length(reader) BETWEEN 1 AND 260),
  text text NOT NULL CHECK (length(text) <= 20201),
  analysis jsonb NOT NULL,
  run jsonb NOT NULL,
  analyzed_at timestamptz(3) NOT NULL,
  PRIMARY KEY (organization_id, job_id, job_version, reader)
);
CREATE INDEX job_analyses_newest ON jobs.job_analyses (organization_id, job_id, analyzed_at DESC);
CALL platform.protect('jobs.job_analyses');
