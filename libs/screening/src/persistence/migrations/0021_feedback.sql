-- What members of staff said of applications, and of candidates for jobs, as last told. It is shown beside scores and compared with them; nothing
-- that scores or ranks reads it.
CREATE TABLE screening.feedback_copies (
  organization_id uuid NOT NULL,
  job_id uuid NOT NULL,
  -- One of the two.
  application_id uuid,
  candidate_id uuid,
  user_id uuid NOT NULL,
  -- Which word of this person it is.
  number int NOT NULL CHECK (number > 0),
  kind text NOT NULL CHECK (kind IN ('positive', 'negative', 'hired')),
  given_at timestamptz NOT NULL,
  CHECK (num_nonnulls(application_id, candidate_id) = 1)
);
CREATE UNIQUE INDEX feedback_copies_series ON screening.feedback_copies (organization_id, job_id, application_id, candidate_id, user_id)
  NULLS NOT DISTINCT;
CREATE INDEX feedback_copies_application ON screening.feedback_copies (organization_id, application_id) WHERE application_id IS NOT NULL;
CREATE INDEX feedback_copies_candidate ON screening.feedback_copies (organization_id, candidate_id, job_id) WHERE candidate_id IS NOT NULL;
CALL platform.protect('screening.feedback_copies');
