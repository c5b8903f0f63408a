-- Postings, what they ask for, and the pages that everybody may read.
CALL platform.create_messaging('jobs');

CREATE TABLE jobs.jobs (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
  description text CHECK (length(description) <= 20000),
  department text CHECK (length(department) <= 200),
  location text CHECK (length(location) <= 200),
  employment_type text CHECK (employment_type IN ('full_time', 'part_time', 'contract', 'temporary', 'internship')),
  openings int NOT NULL CHECK (openings BETWEEN 1 AND 100000),
  duplicate_policy text NOT NULL CHECK (duplicate_policy IN ('keep_first', 'replace', 'refuse', 'separate')),
  status text NOT NULL CHECK (status IN ('draft', 'open', 'on_hold', 'closed')),
  hiring_manager_id uuid,
  published_at timestamptz(3),
  version int NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  deleted_at timestamptz(3)
);
CREATE INDEX jobs_created ON jobs.jobs (organization_id, created_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE TRIGGER touch BEFORE UPDATE ON jobs.jobs FOR EACH ROW EXECUTE FUNCTION platform.touch();
CALL platform.protect('jobs.jobs');

CREATE TABLE jobs.job_requirements (
  organization_id uuid NOT NULL,
  job_id uuid NOT NULL REFERENCES jobs.jobs,
  position int NOT NULL,
  type text NOT NULL CHECK (length(type) BETWEEN 1 AND 50),
  value text NOT NULL CHECK (length(value) BETWEEN 1 AND 500),
  mandatory boolean NOT NULL,
  PRIMARY KEY (organization_id, job_id, position)
);
CALL platform.protect('jobs.job_requirements');

-- How a job stands in matching. A job starts with nothing counted; a job without a row is one nobody knows about.
CREATE TABLE jobs.match_statistics (
  organization_id uuid NOT NULL,
  job_id uuid NOT NULL REFERENCES jobs.jobs,
  total_candidates int NOT NULL DEFAULT 0 CHECK (total_candidates >= 0),
  strong_matches int NOT NULL DEFAULT 0 CHECK (strong_matches >= 0),
  good_matches int NOT NULL DEFAULT 0 CHECK (good_matches >= 0),
  ai_analyzed_count int NOT NULL DEFAULT 0 CHECK (ai_analyzed_count >= 0),
  PRIMARY KEY (organization_id, job_id)
);
CALL platform.protect('jobs.match_statistics');
