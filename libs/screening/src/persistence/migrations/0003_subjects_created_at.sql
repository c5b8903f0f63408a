-- Since when a subject is known, by the clock of the database: a re-screening is about those that were there when it began.
ALTER TABLE screening.screening_subjects ADD COLUMN created_at timestamptz NOT NULL DEFAULT now();
