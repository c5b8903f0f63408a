-- Open jobs as the public sees them, written in the transaction that changes the job. A reader of public pages has no tenant, so
-- everybody may read these rows: only what is public anyway stands here, and nothing about a person.
CREATE TABLE jobs.public_jobs (
  id uuid PRIMARY KEY REFERENCES jobs.jobs,
  organization_id uuid NOT NULL,
  title text NOT NULL,
  description text,
  department text,
  location text,
  employment_type text,
  openings int NOT NULL,
  requirements jsonb NOT NULL,
  published_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  words tsvector NOT NULL GENERATED ALWAYS AS (
    to_tsvector('simple', title || ' ' || coalesce(department, '') || ' ' || coalesce(location, '') || ' ' || coalesce(description, ''))
  ) STORED
);
CREATE INDEX public_jobs_published ON jobs.public_jobs (published_at DESC, id DESC);
CREATE INDEX public_jobs_organization ON jobs.public_jobs (organization_id, published_at DESC, id DESC);
CREATE INDEX public_jobs_words ON jobs.public_jobs USING gin (words);
CALL platform.protect('jobs.public_jobs');
CREATE POLICY everybody ON jobs.public_jobs FOR SELECT TO jobs_app USING (true);

-- Names of organizations, from auth's snapshots. Public as soon as one of their jobs is.
CREATE TABLE jobs.organization_copies (
  organization_id uuid PRIMARY KEY,
  name text NOT NULL,
  slug text NOT NULL,
  version int NOT NULL
);
CREATE INDEX organization_copies_slug ON jobs.organization_copies (slug);
CALL platform.protect('jobs.organization_copies');
CREATE POLICY everybody ON jobs.organization_copies FOR SELECT TO jobs_app
  USING (EXISTS (SELECT FROM jobs.public_jobs p WHERE p.organization_id = organization_copies.organization_id));
