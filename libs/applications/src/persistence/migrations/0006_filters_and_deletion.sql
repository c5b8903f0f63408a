-- Names of the skills that the newest screening found in the resume, in lower case: a filter of lists.
ALTER TABLE applications.applications ADD COLUMN skills text[] NOT NULL DEFAULT '{}';
CREATE INDEX applications_skills ON applications.applications USING gin (skills);

-- Deleted by staff: gone from everything that staff see. The row stays, because receipts name it.
ALTER TABLE applications.applications ADD COLUMN deleted_at timestamptz;

-- Who is on the shortlist of a job, from its snapshots.
CREATE TABLE applications.shortlist_copies (
  organization_id uuid NOT NULL,
  job_id uuid NOT NULL,
  version int NOT NULL,
  application_ids uuid[] NOT NULL,
  PRIMARY KEY (organization_id, job_id)
);
CALL platform.protect('applications.shortlist_copies');
