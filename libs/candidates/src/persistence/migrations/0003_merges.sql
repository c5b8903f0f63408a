-- Two records of one person are merged by pointing one at the other; both keep what they say themselves, under their own keys.

ALTER TABLE candidates.candidates
  -- The record that this one was merged into.
  ADD COLUMN merged_into uuid REFERENCES candidates.candidates (id),
  ADD COLUMN merged_at timestamptz,
  -- Details in which this record outranks the one it was merged into.
  ADD COLUMN taken_fields text[] NOT NULL DEFAULT '{}',
  -- The record that stands for the person: itself, or the last one of the chain.
  ADD COLUMN person_id uuid,
  -- What merged records say and this one does not show: a person took it away.
  ADD COLUMN hidden_tags text[] NOT NULL DEFAULT '{}',
  ADD COLUMN hidden_skills text[] NOT NULL DEFAULT '{}',
  -- Tags and keys of skills of the whole person, for lists.
  ADD COLUMN found_tags text[] NOT NULL DEFAULT '{}',
  ADD COLUMN found_skills text[] NOT NULL DEFAULT '{}';
UPDATE candidates.candidates c SET person_id = id, found_tags = tags,
  found_skills = ARRAY(SELECT s.name_key FROM candidates.candidate_skills s WHERE s.candidate_id = c.id ORDER BY s.name_key);
ALTER TABLE candidates.candidates
  ALTER COLUMN person_id SET NOT NULL,
  ADD CHECK ((merged_into IS NULL) = (person_id = id)),
  ADD CHECK ((merged_into IS NULL) = (merged_at IS NULL));
CREATE INDEX candidates_person ON candidates.candidates (organization_id, person_id);
CREATE INDEX candidates_listed ON candidates.candidates (organization_id, id DESC) WHERE merged_into IS NULL;
CREATE INDEX candidates_found_skills ON candidates.candidates USING gin (organization_id, found_skills);
CREATE INDEX candidates_found_tags ON candidates.candidates USING gin (organization_id, found_tags);

CREATE TABLE candidates.merges (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  survivor_id uuid NOT NULL REFERENCES candidates.candidates (id),
  merged_id uuid NOT NULL REFERENCES candidates.candidates (id),
  merged_by uuid NOT NULL,
  merged_at timestamptz NOT NULL,
  undone_by uuid,
  undone_at timestamptz,
  CHECK (survivor_id <> merged_id),
  CHECK ((undone_by IS NULL) = (undone_at IS NULL))
);
CREATE UNIQUE INDEX merges_live ON candidates.merges (organization_id, merged_id) WHERE undone_at IS NULL;
CREATE INDEX merges_survivor ON candidates.merges (organization_id, survivor_id, id DESC);
CALL platform.protect('candidates.merges');

-- Through which record each application came: who merges or undoes tells the others whose it is now.
CREATE TABLE candidates.application_links (
  organization_id uuid NOT NULL,
  application_id uuid NOT NULL,
  candidate_id uuid NOT NULL REFERENCES candidates.candidates (id),
  PRIMARY KEY (organization_id, application_id)
);
INSERT INTO candidates.application_links (organization_id, application_id, candidate_id)
  SELECT DISTINCT organization_id, application_id, candidate_id FROM candidates.resumes WHERE application_id IS NOT NULL;
CREATE INDEX application_links_candidate ON candidates.application_links (organization_id, candidate_id);
CALL platform.protect('candidates.application_links');

-- An address in a resume that is another person's key, and name with employer, suggest duplicates too.
ALTER TABLE candidates.candidate_keys DROP CONSTRAINT candidate_keys_kind_check,
  ADD CONSTRAINT candidate_keys_kind_check
    CHECK (kind IN ('email', 'application', 'phone', 'national_id', 'other_email', 'name_employer'));
