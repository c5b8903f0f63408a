-- Whose job an application is for: a hiring manager sees who applied to own jobs. The topic of jobs is compacted, so that every job arrives here; an
-- application from before this migration names no job, and its person stays with recruiters.
CREATE TABLE candidates.job_copies (
  organization_id uuid NOT NULL,
  job_id uuid NOT NULL,
  hiring_manager_id uuid,
  version bigint NOT NULL,
  PRIMARY KEY (organization_id, job_id)
);
CALL platform.protect('candidates.job_copies');
ALTER TABLE candidates.application_links ADD COLUMN job_id uuid;
