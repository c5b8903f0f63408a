CALL platform.create_messaging('screening');

-- What screening needs to know of jobs, from their events.
CREATE TABLE screening.job_copies (
  organization_id uuid NOT NULL,
  job_id uuid NOT NULL,
  status text NOT NULL,
  deleted boolean NOT NULL,
  version int NOT NULL,
  PRIMARY KEY (organization_id, job_id)
);
CALL platform.protect('screening.job_copies');

-- For records that nobody may change, whoever asks.
CREATE FUNCTION screening.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are immutable', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE PROCEDURE screening.make_immutable(target regclass) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('REVOKE UPDATE, DELETE ON %s FROM screening_app', target);
  EXECUTE format('CREATE TRIGGER immutable BEFORE UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION screening.refuse_change()', target);
END $$;

-- The texts of a job, kept because a score under criteria that ask for nothing depends on them.
CREATE TABLE screening.job_texts (
  organization_id uuid NOT NULL,
  job_id uuid NOT NULL,
  version int NOT NULL,
  title text NOT NULL,
  description text,
  PRIMARY KEY (organization_id, job_id, version)
);
CALL platform.protect('screening.job_texts');
CALL screening.make_immutable('screening.job_texts');

-- Version 0, which has no row, means that nobody has set criteria yet.
CREATE TABLE screening.screening_criteria (
  organization_id uuid NOT NULL,
  job_id uuid NOT NULL,
  version int NOT NULL CHECK (version > 0),
  document jsonb NOT NULL,
  -- The addresses to tell, sealed under the organization's key; the document has none.
  email_recipients text NOT NULL,
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, job_id, version)
);
CALL platform.protect('screening.screening_criteria');
CALL screening.make_immutable('screening.screening_criteria');

-- Version 0, which has no row, is the default.
CREATE TABLE screening.scoring_settings (
  organization_id uuid NOT NULL,
  version int NOT NULL CHECK (version > 0),
  weights jsonb NOT NULL,
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, version)
);
CALL platform.protect('screening.scoring_settings');
CALL screening.make_immutable('screening.scoring_settings');

-- One row per application: what its events have told so far, in whatever order, and its newest screening.
CREATE TABLE screening.screening_subjects (
  organization_id uuid NOT NULL,
  application_id uuid NOT NULL,
  -- From applications.received.
  job_id uuid,
  candidate_key text CHECK (candidate_key ~ '^[0-9a-f]{64}$'),
  submitter text CHECK (submitter IN ('candidate', 'staff')),
  received_at timestamptz,
  wants_person boolean NOT NULL DEFAULT false,
  -- Sealed under the person's key.
  name text,
  candidate_id uuid,
  -- From resumes.parsed or resumes.parse_failed.
  resume_id uuid,
  profile_key text,
  profile_candidate_key text CHECK (profile_candidate_key ~ '^[0-9a-f]{64}$'),
  parser_version text,
  parser_flags text[] NOT NULL DEFAULT '{}',
  failure_code text,
  -- From applications.status_changed.
  status text NOT NULL DEFAULT 'received',
  status_changed_at timestamptz,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'screened', 'unreadable')),
  requested_run int NOT NULL DEFAULT 0,
  run int NOT NULL DEFAULT 0,
  screening_id uuid,
  criteria_version int,
  score numeric(5, 2) CHECK (score BETWEEN 0 AND 100),
  needs_person boolean NOT NULL DEFAULT false,
  looked_at timestamptz,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, application_id)
);
CREATE INDEX screening_subjects_rank ON screening.screening_subjects (organization_id, job_id, score DESC, received_at, application_id) WHERE score IS NOT NULL;
CREATE INDEX screening_subjects_job ON screening.screening_subjects (organization_id, job_id, application_id);
CALL platform.protect('screening.screening_subjects');
CREATE TRIGGER touch BEFORE UPDATE ON screening.screening_subjects FOR EACH ROW EXECUTE FUNCTION platform.touch();

-- Range partitioned by the UUIDv7 id at month boundaries: a look-up by id touches one partition.
CREATE TABLE screening.screenings (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  application_id uuid NOT NULL,
  job_id uuid NOT NULL,
  candidate_id uuid,
  run int NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('scored', 'unreadable')),
  failure_code text,
  criteria_version int NOT NULL,
  settings_version int NOT NULL,
  taxonomy_version int NOT NULL,
  scorer_version int NOT NULL,
  job_text_version int,
  parser_version text,
  resume_id uuid,
  profile_key text,
  -- The time of receipt: roles that were current then end there.
  as_of timestamptz NOT NULL,
  input_hash text,
  -- The explained score with its evidence, sealed under the person's key.
  result text,
  score numeric(5, 2) CHECK (score BETWEEN 0 AND 100),
  flags text[] NOT NULL,
  needs_person boolean NOT NULL,
  needs_person_reason text,
  auto_advance boolean NOT NULL,
  milliseconds int NOT NULL,
  screened_at timestamptz NOT NULL,
  CHECK ((outcome = 'scored') = (score IS NOT NULL AND result IS NOT NULL AND input_hash IS NOT NULL)),
  CHECK (NOT (auto_advance AND needs_person))
) PARTITION BY RANGE (id);
CREATE INDEX screenings_application ON screening.screenings (organization_id, application_id, id DESC);
CALL platform.protect('screening.screenings');
CALL screening.make_immutable('screening.screenings');
CALL platform.ensure_partitions('screening.screenings');

-- One screening per application, criteria version and run, whatever is repeated.
CREATE TABLE screening.screening_keys (
  organization_id uuid NOT NULL,
  application_id uuid NOT NULL,
  criteria_version int NOT NULL,
  run int NOT NULL,
  screening_id uuid NOT NULL,
  PRIMARY KEY (organization_id, application_id, criteria_version, run)
);
CALL platform.protect('screening.screening_keys');
CALL screening.make_immutable('screening.screening_keys');

-- What a person says instead, beside the record and never in it.
CREATE TABLE screening.screening_overrides (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  screening_id uuid NOT NULL,
  application_id uuid NOT NULL,
  score numeric(5, 2) CHECK (score BETWEEN 0 AND 100),
  decision text CHECK (decision IN ('advance', 'hold', 'decline')),
  -- Sealed under the person's key.
  reason text NOT NULL,
  user_id uuid NOT NULL,
  created_at timestamptz NOT NULL,
  CHECK (score IS NOT NULL OR decision IS NOT NULL)
);
CREATE INDEX screening_overrides_screening ON screening.screening_overrides (organization_id, screening_id, id);
CALL platform.protect('screening.screening_overrides');
CALL screening.make_immutable('screening.screening_overrides');

CREATE TABLE screening.shortlists (
  organization_id uuid NOT NULL,
  job_id uuid NOT NULL,
  version int NOT NULL,
  criteria_version int NOT NULL,
  top_n int NOT NULL,
  -- The score of the last place of a full list; null while there is room.
  cut_line numeric(5, 2),
  -- Applications with that score that found no place: the first hundred, and how many.
  tied_below uuid[] NOT NULL,
  tied_below_count int NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, job_id)
);
CALL platform.protect('screening.shortlists');

CREATE TABLE screening.shortlist_entries (
  organization_id uuid NOT NULL,
  job_id uuid NOT NULL,
  application_id uuid NOT NULL,
  position int NOT NULL,
  rank int NOT NULL,
  score numeric(5, 2) NOT NULL,
  tied boolean NOT NULL,
  needs_person boolean NOT NULL,
  received_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, job_id, application_id)
);
CALL platform.protect('screening.shortlist_entries');
