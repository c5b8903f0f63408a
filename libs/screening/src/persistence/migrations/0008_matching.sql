-- The newest resume that was read of each candidate: what they are matched by.
CREATE TABLE screening.profile_copies (
  organization_id uuid NOT NULL,
  candidate_id uuid NOT NULL,
  -- Their place in the blocks of scores, given when they are first matched and never to anybody else.
  ordinal int CHECK (ordinal >= 0),
  resume_id uuid NOT NULL,
  profile_key text NOT NULL,
  -- Names the person's data key.
  candidate_key text NOT NULL CHECK (candidate_key ~ '^[0-9a-f]{64}$'),
  parsed_at timestamptz NOT NULL,
  -- Not matched with anything: why. Their scores are taken back.
  excluded text CHECK (excluded IN ('asked_for_a_person', 'profile_erased', 'profile_missing', 'profile_damaged', 'profile_too_large')),
  -- Rises with everything that may change a match of theirs; behind it, there is work to do.
  version int NOT NULL DEFAULT 1,
  matched_version int NOT NULL DEFAULT 0,
  -- When it rose last, or somebody was reminded.
  changed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, candidate_id),
  UNIQUE (organization_id, ordinal)
);
CREATE INDEX profile_copies_due ON screening.profile_copies (organization_id, candidate_id) WHERE matched_version < version;
CALL platform.protect('screening.profile_copies');
CREATE INDEX screening_subjects_candidate ON screening.screening_subjects (organization_id, candidate_id) WHERE candidate_id IS NOT NULL;

-- One row per job that was ever open: what its matches were computed with, and how they are spread.
CREATE TABLE screening.match_jobs (
  organization_id uuid NOT NULL,
  job_id uuid NOT NULL,
  is_open boolean NOT NULL,
  -- Rises with everything that may change a match of the job; behind it, there is work to do.
  generation int NOT NULL DEFAULT 1,
  matched_generation int NOT NULL DEFAULT 0,
  criteria_version int,
  settings_version int,
  scorer_version int,
  job_text_version int,
  -- How many candidates have a score from 0 to below 5, from 5 to below 10, and so on; 100 stands in the last.
  histogram int[] NOT NULL DEFAULT array_fill(0, ARRAY[20]) CHECK (cardinality(histogram) = 20),
  -- The score of the last of the stored matches once there are as many as are stored.
  floor numeric(5, 2),
  matched_at timestamptz,
  -- When the generation rose last, or somebody was reminded.
  changed_at timestamptz NOT NULL DEFAULT now(),
  -- The newest task that analyses its best.
  analysis_task_id uuid,
  PRIMARY KEY (organization_id, job_id)
);
CREATE INDEX match_jobs_due ON screening.match_jobs (organization_id, job_id) WHERE is_open AND matched_generation < generation;
CALL platform.protect('screening.match_jobs');

-- Scores of 256 candidates by ordinal, two bytes each (`domain/matching/score-block.ts`): what a change of one candidate or one job has to take
-- out of a histogram, and who comes next when somebody leaves the best.
CREATE TABLE screening.match_scores (
  organization_id uuid NOT NULL,
  job_id uuid NOT NULL,
  block int NOT NULL,
  scores bytea NOT NULL CHECK (length(scores) = 512),
  PRIMARY KEY (organization_id, job_id, block)
);
CALL platform.protect('screening.match_scores');

-- The best of each job, and those that somebody has dealt with.
CREATE TABLE screening.matches (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  job_id uuid NOT NULL,
  candidate_id uuid NOT NULL,
  -- Null while they are no match any more: they applied, or are not matched at all.
  score numeric(5, 2) CHECK (score BETWEEN 0 AND 100),
  hidden_gem boolean NOT NULL DEFAULT false,
  status text NOT NULL DEFAULT 'suggested' CHECK (status IN ('suggested', 'reviewed', 'contacted', 'dismissed')),
  version int NOT NULL DEFAULT 1,
  status_by uuid,
  status_at timestamptz,
  -- Taken off by a person; it stays off whatever the score becomes.
  deleted_at timestamptz,
  analyzed_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (organization_id, job_id, candidate_id)
);
CREATE INDEX matches_rank ON screening.matches (organization_id, job_id, score DESC, candidate_id) WHERE score IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX matches_candidate ON screening.matches (organization_id, candidate_id);
CALL platform.protect('screening.matches');

-- A deep analysis of a match, and what it was made from. The newest stands.
CREATE TABLE screening.match_explanations (
  organization_id uuid NOT NULL,
  match_id uuid NOT NULL,
  resume_id uuid NOT NULL,
  criteria_version int NOT NULL,
  settings_version int NOT NULL,
  scorer_version int NOT NULL,
  -- Sealed under the person's key.
  analysis text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, match_id)
);
CALL platform.protect('screening.match_explanations');
