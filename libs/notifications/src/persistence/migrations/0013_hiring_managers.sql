-- Whose job it is: a hiring manager is told of own jobs only. Null until the job is announced with one.
ALTER TABLE notifications.job_copies ADD COLUMN hiring_manager_id uuid;
