-- Whose job it is: a hiring manager works with the applications to own jobs only. Null until the job is announced with one.
ALTER TABLE applications.job_copies ADD COLUMN hiring_manager_id uuid;
