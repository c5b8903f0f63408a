-- Which model answered which question about the resume, with prompt, parameters, tokens, cost and time: `ModelRun` of the platform. Null where
-- nothing was asked: an unreadable resume, and records from before.
ALTER TABLE screening.screenings ADD COLUMN model_run jsonb;
