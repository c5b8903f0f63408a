CALL platform.create_messaging('candidates');

-- A person as one organization knows them.
CREATE TABLE candidates.candidates (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  -- Names the person's data key.
  candidate_key text NOT NULL CHECK (candidate_key ~ '^[0-9a-f]{64}$'),
  version int NOT NULL DEFAULT 1,
  type text NOT NULL CHECK (type IN ('applied', 'uploaded', 'internal', 'past')),
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'archived')),
  -- Name, e-mail, phone, location and title, sealed under the person's key.
  details text NOT NULL,
  -- CNIC, sealed under the person's key.
  national_id text,
  tags text[] NOT NULL DEFAULT '{}',
  -- Fields that a person wrote: no resume changes them.
  edited_fields text[] NOT NULL DEFAULT '{}',
  -- Fields that came from the primary resume: reading it again refreshes them.
  resume_fields text[] NOT NULL DEFAULT '{}',
  primary_resume_id uuid,
  possible_duplicate_of uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX candidates_organization ON candidates.candidates (organization_id, id DESC);
CALL platform.protect('candidates.candidates');
CREATE TRIGGER touch BEFORE UPDATE ON candidates.candidates FOR EACH ROW EXECUTE FUNCTION platform.touch();

-- Keyed hashes that find a person. An address or an application names one person; phones and national ids only suggest duplicates.
-- The person may be stored after the key, in the same transaction: whoever takes the key first creates the person.
CREATE TABLE candidates.candidate_keys (
  organization_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('email', 'application', 'phone', 'national_id')),
  value text NOT NULL CHECK (value ~ '^[0-9a-f]{64}$'),
  candidate_id uuid NOT NULL REFERENCES candidates.candidates (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (organization_id, kind, value, candidate_id)
);
CREATE UNIQUE INDEX candidate_keys_identity ON candidates.candidate_keys (organization_id, kind, value) WHERE kind IN ('email', 'application');
CREATE INDEX candidate_keys_candidate ON candidates.candidate_keys (candidate_id);
CALL platform.protect('candidates.candidate_keys');

-- One uploaded file.
CREATE TABLE candidates.resumes (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  candidate_id uuid NOT NULL REFERENCES candidates.candidates (id),
  application_id uuid,
  storage_key text NOT NULL,
  -- People put their names into it: sealed under the person's key.
  file_name text NOT NULL,
  content_type text NOT NULL,
  received_at timestamptz NOT NULL,
  status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'parsed', 'failed')),
  failure_code text CHECK ((failure_code IS NOT NULL) = (status = 'failed')),
  -- Counts requests to read it; each has one outcome.
  run int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX resumes_application ON candidates.resumes (organization_id, application_id);
CREATE INDEX resumes_candidate ON candidates.resumes (organization_id, candidate_id, id DESC);
CREATE INDEX resumes_pending ON candidates.resumes (updated_at) WHERE status = 'pending';
CALL platform.protect('candidates.resumes');
CREATE TRIGGER touch BEFORE UPDATE ON candidates.resumes FOR EACH ROW EXECUTE FUNCTION platform.touch();

-- What one run found. Text and profile lie sealed in object storage.
CREATE TABLE candidates.parsed_resumes (
  organization_id uuid NOT NULL,
  resume_id uuid NOT NULL REFERENCES candidates.resumes (id),
  run int NOT NULL,
  parser_version text NOT NULL,
  flags text[] NOT NULL,
  text_key text NOT NULL,
  profile_key text NOT NULL,
  parsed_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, resume_id, run)
);
CALL platform.protect('candidates.parsed_resumes');

CREATE TABLE candidates.candidate_skills (
  organization_id uuid NOT NULL,
  candidate_id uuid NOT NULL REFERENCES candidates.candidates (id),
  -- Lower case, for comparison.
  name_key text NOT NULL,
  name text NOT NULL,
  years numeric(4, 1) CHECK (years BETWEEN 0 AND 80),
  proficiency text CHECK (proficiency IN ('beginner', 'intermediate', 'advanced', 'expert')),
  source text NOT NULL CHECK (source IN ('resume', 'person')),
  PRIMARY KEY (organization_id, candidate_id, name_key)
);
CREATE INDEX candidate_skills_name ON candidates.candidate_skills (organization_id, name_key);
CALL platform.protect('candidates.candidate_skills');

-- Every version of the notes about a person; the newest counts.
CREATE TABLE candidates.notes (
  organization_id uuid NOT NULL,
  candidate_id uuid NOT NULL REFERENCES candidates.candidates (id),
  version int NOT NULL,
  -- Sealed under the person's key.
  note text NOT NULL,
  author_id uuid NOT NULL,
  written_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, candidate_id, version)
);
CALL platform.protect('candidates.notes');
