-- Whose job it is: a hiring manager works with own jobs only. Null until the job is announced with one.
ALTER TABLE screening.job_copies ADD COLUMN hiring_manager_id uuid;
