-- What people say about themselves, kept apart from all that scores them. Whoever writes here cannot read it, and only `screening_fairness`,
-- a role that nothing else logs in as, reads it.
CREATE SCHEMA demographics;
GRANT USAGE ON SCHEMA demographics TO screening_app, screening_fairness;
GRANT USAGE ON SCHEMA platform, screening TO screening_fairness;

-- The newest answer of an application counts. A null: the person did not say.
CREATE TABLE demographics.answers (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  application_id uuid NOT NULL,
  sex text CHECK (sex IN ('woman', 'man', 'another')),
  race_ethnicity text CHECK (race_ethnicity IN ('hispanic_or_latino', 'white', 'black', 'pacific_islander', 'asian', 'native_american', 'two_or_more')),
  age_band text CHECK (age_band IN ('under_40', '40_and_over')),
  disability text CHECK (disability IN ('yes', 'no')),
  answered_at timestamptz NOT NULL
);
CREATE INDEX answers_application ON demographics.answers (organization_id, application_id, id DESC);
ALTER TABLE demographics.answers ENABLE ROW LEVEL SECURITY;
ALTER TABLE demographics.answers FORCE ROW LEVEL SECURITY;
CREATE POLICY give ON demographics.answers FOR INSERT TO screening_app WITH CHECK (organization_id = platform.current_organization());
CREATE POLICY audit ON demographics.answers FOR SELECT TO screening_fairness USING (organization_id = platform.current_organization());
GRANT INSERT ON demographics.answers TO screening_app;
GRANT SELECT ON demographics.answers TO screening_fairness;

-- Frozen: what a report was computed from. No row says whose it is, so that the figures can be computed again when nobody is known any more.
CREATE TABLE demographics.snapshot_rows (
  organization_id uuid NOT NULL,
  snapshot_id uuid NOT NULL,
  number int NOT NULL,
  score numeric(5, 2),
  selected boolean NOT NULL,
  sex text,
  race_ethnicity text,
  age_band text,
  disability text,
  PRIMARY KEY (organization_id, snapshot_id, number)
);
ALTER TABLE demographics.snapshot_rows ENABLE ROW LEVEL SECURITY;
ALTER TABLE demographics.snapshot_rows FORCE ROW LEVEL SECURITY;
CREATE POLICY audit ON demographics.snapshot_rows FOR ALL TO screening_fairness
  USING (organization_id = platform.current_organization()) WITH CHECK (organization_id = platform.current_organization());
GRANT SELECT, INSERT ON demographics.snapshot_rows TO screening_fairness;

CREATE POLICY audit ON screening.screening_subjects FOR SELECT TO screening_fairness USING (organization_id = platform.current_organization());
GRANT SELECT (organization_id, application_id, job_id, received_at, score, status) ON screening.screening_subjects TO screening_fairness;

-- What came out: counts of groups, never of one person by name.
CREATE TABLE screening.fairness_reports (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  job_id uuid NOT NULL,
  criteria_version int NOT NULL,
  applications int NOT NULL,
  -- SHA-256 of the rows of the snapshot: the same rows give the same figures.
  snapshot_hash text NOT NULL CHECK (snapshot_hash ~ '^[0-9a-f]{64}$'),
  figures jsonb NOT NULL,
  taken_by uuid NOT NULL,
  taken_at timestamptz NOT NULL
);
CREATE INDEX fairness_reports_job ON screening.fairness_reports (organization_id, job_id, id DESC);
CALL platform.protect('screening.fairness_reports');
CALL screening.make_immutable('screening.fairness_reports');
