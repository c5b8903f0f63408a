-- What a virus scanner said of the file; null: none was asked. The file of a resume is handed out only while nothing speaks against it.
ALTER TABLE candidates.resumes ADD COLUMN scan text CHECK (scan IN ('clean', 'infected'));
UPDATE candidates.resumes SET scan = 'infected' WHERE failure_code = 'infected';
