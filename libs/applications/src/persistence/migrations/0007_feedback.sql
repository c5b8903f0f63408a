-- What members of staff say of an application, or of a candidate for a job. A row never changes, except that a later word of the same person
-- takes its place.
CREATE TABLE applications.feedback (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  job_id uuid NOT NULL,
  -- One of the two.
  application_id uuid,
  candidate_id uuid,
  user_id uuid NOT NULL,
  -- Counts what this person said of it.
  number int NOT NULL CHECK (number > 0),
  kind text NOT NULL CHECK (kind IN ('positive', 'negative', 'hired')),
  -- Sealed under the key of the person it is about.
  notes text,
  given_at timestamptz NOT NULL,
  -- When a later word took its place.
  replaced_at timestamptz,
  CHECK (num_nonnulls(application_id, candidate_id) = 1)
);
CREATE UNIQUE INDEX feedback_number ON applications.feedback (organization_id, job_id, application_id, candidate_id, user_id, number)
  NULLS NOT DISTINCT;
CREATE INDEX feedback_job ON applications.feedback (organization_id, job_id, id DESC);
CALL platform.protect('applications.feedback');

-- By which key what is said of a candidate is sealed: that of their newest resume that was read.
CREATE TABLE applications.candidate_copies (
  organization_id uuid NOT NULL,
  candidate_id uuid NOT NULL,
  candidate_key text NOT NULL CHECK (candidate_key ~ '^[0-9a-f]{64}$'),
  parsed_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, candidate_id)
);
CALL platform.protect('applications.candidate_copies');
