-- The newest screening was scored by the rules because no model answered that was asked for: to be screened again when one does.
ALTER TABLE screening.screening_subjects ADD COLUMN degraded boolean NOT NULL DEFAULT false;
CREATE INDEX screening_subjects_degraded ON screening.screening_subjects (organization_id, job_id, application_id) WHERE degraded;
