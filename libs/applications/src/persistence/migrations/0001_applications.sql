CALL platform.create_messaging('applications');

-- Range partitioned by the UUIDv7 id at month boundaries: a look-up by id touches one partition.
CREATE TABLE applications.applications (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  job_id uuid NOT NULL,
  candidate_id uuid,
  candidate_key text NOT NULL CHECK (candidate_key ~ '^[0-9a-f]{64}$'),
  submitter text NOT NULL CHECK (submitter IN ('candidate', 'staff')),
  status text NOT NULL CHECK (status IN ('received', 'screening', 'screened', 'shortlisted', 'interview', 'offer', 'hired', 'rejected', 'withdrawn')),
  version int NOT NULL DEFAULT 1,
  score numeric(5, 2) CHECK (score BETWEEN 0 AND 100),
  criteria_version int,
  screening_run int NOT NULL DEFAULT 0,
  needs_person boolean NOT NULL DEFAULT false,
  needs_person_reason text,
  flags text[] NOT NULL DEFAULT '{}',
  source text NOT NULL,
  wants_person boolean NOT NULL,
  -- Name, e-mail, phone, answers and consents, sealed under the person's key.
  submission text NOT NULL,
  resume_key text,
  received_at timestamptz NOT NULL,
  first_viewed_at timestamptz,
  updated_at timestamptz NOT NULL DEFAULT now()
) PARTITION BY RANGE (id);
CREATE INDEX applications_job ON applications.applications (organization_id, job_id, id DESC);
CREATE INDEX applications_score ON applications.applications (organization_id, job_id, score DESC NULLS LAST, id DESC);
CALL platform.protect('applications.applications');
CALL platform.let_worker_insert('applications.applications');
CALL platform.ensure_partitions('applications.applications');
CREATE TRIGGER touch BEFORE UPDATE ON applications.applications FOR EACH ROW EXECUTE FUNCTION platform.touch();

CREATE TABLE applications.status_changes (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  application_id uuid NOT NULL,
  from_status text,
  to_status text NOT NULL,
  reason text,
  actor text NOT NULL,
  automatic boolean NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX status_changes_application ON applications.status_changes (organization_id, application_id, id);
CALL platform.protect('applications.status_changes');
CALL platform.let_worker_insert('applications.status_changes');

-- One person counts once per job, unless the job says otherwise.
CREATE TABLE applications.application_keys (
  organization_id uuid NOT NULL,
  job_id uuid NOT NULL,
  candidate_key text NOT NULL,
  application_id uuid NOT NULL,
  PRIMARY KEY (organization_id, job_id, candidate_key)
);
CALL platform.protect('applications.application_keys');
CALL platform.share_keys_with_worker('applications.application_keys');

-- The same caller, key and body are one submission, whatever process took the retry.
CREATE TABLE applications.idempotency_keys (
  organization_id uuid NOT NULL,
  route text NOT NULL,
  caller text NOT NULL,
  key text NOT NULL,
  body_hash text NOT NULL,
  application_id uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, route, caller, key, body_hash)
);
CREATE INDEX idempotency_keys_created ON applications.idempotency_keys (created_at);
CALL platform.protect('applications.idempotency_keys');
CALL platform.share_keys_with_worker('applications.idempotency_keys');

-- Receipts that name another application: every receipt ever given resolves.
CREATE TABLE applications.receipts (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  application_id uuid NOT NULL,
  reason text NOT NULL CHECK (reason IN ('retry', 'duplicate')),
  created_at timestamptz NOT NULL DEFAULT now()
);
CALL platform.protect('applications.receipts');
CALL platform.share_keys_with_worker('applications.receipts');

-- What applications needs to know of jobs and organizations, from their events.
CREATE TABLE applications.job_copies (
  job_id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  title text NOT NULL,
  status text NOT NULL,
  duplicate_policy text NOT NULL,
  deleted boolean NOT NULL,
  version int NOT NULL
);
CREATE INDEX job_copies_organization ON applications.job_copies (organization_id);
CALL platform.protect('applications.job_copies');
CALL platform.share_keys_with_worker('applications.job_copies');

CREATE TABLE applications.organization_copies (
  organization_id uuid PRIMARY KEY,
  name text NOT NULL,
  version int NOT NULL
);
CALL platform.protect('applications.organization_copies');

-- A public submission names only its job: this tells whose it is. It shows what the public job page shows, and nothing else.
CREATE POLICY find_job ON applications.job_copies FOR SELECT TO shortlist_owner USING (true);
CREATE FUNCTION applications.find_job(wanted uuid) RETURNS TABLE (organization_id uuid, status text, deleted boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT organization_id, status, deleted FROM applications.job_copies WHERE job_id = wanted
$$;
REVOKE ALL ON FUNCTION applications.find_job FROM PUBLIC;
GRANT EXECUTE ON FUNCTION applications.find_job TO applications_app;
