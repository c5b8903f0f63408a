-- Which submission of the application counts, and which one the profile or its failure belongs to: only when both agree is there anything
-- to screen.
ALTER TABLE screening.screening_subjects
  ADD COLUMN submission int NOT NULL DEFAULT 1 CHECK (submission > 0),
  ADD COLUMN resume_submission int NOT NULL DEFAULT 1 CHECK (resume_submission > 0);
