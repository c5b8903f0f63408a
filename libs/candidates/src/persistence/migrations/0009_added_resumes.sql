-- A resume that a member of staff adds to a record is a change of its own.
ALTER TABLE candidates.candidate_changes DROP CONSTRAINT candidate_changes_kind_check;
ALTER TABLE candidates.candidate_changes ADD CONSTRAINT candidate_changes_kind_check CHECK (kind IN ('created', 'application_received',
  'application_replaced', 'edited', 'note_written', 'resume_added', 'resume_chosen', 'resume_requested', 'resume_read', 'resume_not_read', 'merged', 'unmerged'));
CREATE INDEX resumes_recent ON candidates.resumes (organization_id, id DESC);
