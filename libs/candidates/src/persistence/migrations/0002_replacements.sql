-- Which submission of the application a resume came with: a replaced application has several, all of them kept.
ALTER TABLE candidates.resumes ADD COLUMN submission int NOT NULL DEFAULT 1 CHECK (submission > 0);
DROP INDEX candidates.resumes_application;
CREATE UNIQUE INDEX resumes_application ON candidates.resumes (organization_id, application_id, submission);
