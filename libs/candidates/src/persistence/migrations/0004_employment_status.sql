-- Whether a person works, as staff know it.
ALTER TABLE candidates.candidates ADD COLUMN employment_status text
  CHECK (employment_status IN ('employed', 'notice_period', 'unemployed', 'self_employed', 'student', 'retired'));
