-- Records of people are merged by pointing and taken apart again; what screening copies of them follows.

-- Merges by id: their events may come in any order. The record that was merged points at the one it was merged into while the merge holds.
CREATE TABLE screening.candidate_merges (
  organization_id uuid NOT NULL,
  merge_id uuid NOT NULL,
  merged_id uuid NOT NULL,
  -- Null when the news that it was undone came first.
  survivor_id uuid,
  undone boolean NOT NULL,
  PRIMARY KEY (organization_id, merge_id)
);
CREATE INDEX candidate_merges_merged ON screening.candidate_merges (organization_id, merged_id) WHERE NOT undone;
CREATE INDEX candidate_merges_survivor ON screening.candidate_merges (organization_id, survivor_id) WHERE NOT undone;
CALL platform.protect('screening.candidate_merges');

-- All records of a person: the one that stands for them, and those that were merged into it, directly or not.
CREATE FUNCTION screening.records_of(person uuid) RETURNS SETOF uuid LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  WITH RECURSIVE tree(id) AS (
    SELECT person WHERE person IS NOT NULL
    UNION SELECT m.merged_id FROM tree JOIN screening.candidate_merges m ON m.survivor_id = tree.id AND NOT m.undone)
  SELECT id FROM tree
$$;

-- The record, and those that stand for it: the last one of them for the person.
CREATE FUNCTION screening.survivors_of(record uuid) RETURNS SETOF uuid LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  WITH RECURSIVE chain(id) AS (
    SELECT record WHERE record IS NOT NULL
    UNION SELECT m.survivor_id FROM chain JOIN screening.candidate_merges m ON m.merged_id = chain.id AND NOT m.undone)
  SELECT id FROM chain WHERE id IS NOT NULL
$$;

-- Null only while news of merges are still on their way.
CREATE FUNCTION screening.person_of(record uuid) RETURNS uuid LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT s FROM screening.survivors_of(record) s
   WHERE NOT EXISTS (SELECT FROM screening.candidate_merges m WHERE m.merged_id = s AND NOT m.undone) LIMIT 1
$$;

-- The newest resume that was read of each record. A person is matched by the newest of their records (`profile_copies`).
CREATE TABLE screening.resume_copies (
  organization_id uuid NOT NULL,
  record_id uuid NOT NULL,
  resume_id uuid NOT NULL,
  profile_key text NOT NULL,
  -- Names the data key of the record.
  candidate_key text NOT NULL CHECK (candidate_key ~ '^[0-9a-f]{64}$'),
  parsed_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, record_id)
);
INSERT INTO screening.resume_copies (organization_id, record_id, resume_id, profile_key, candidate_key, parsed_at)
  SELECT organization_id, candidate_id, resume_id, profile_key, candidate_key, parsed_at FROM screening.profile_copies;
CALL platform.protect('screening.resume_copies');

-- `merged`: another record stands for the person. `no_resume`: what they were matched by came through a record that is somebody else's.
ALTER TABLE screening.profile_copies DROP CONSTRAINT profile_copies_excluded_check,
  ADD CONSTRAINT profile_copies_excluded_check CHECK (excluded IN ('asked_for_a_person', 'profile_erased', 'profile_missing', 'profile_damaged',
    'profile_too_large', 'merged', 'no_resume', 'erased'));

-- The newest list of the skills that the organization adds to the taxonomy: what a CV that is stored nowhere is read with.
CREATE TABLE screening.skill_list_copies (
  organization_id uuid PRIMARY KEY,
  version int NOT NULL CHECK (version > 0),
  skills jsonb NOT NULL
);
CALL platform.protect('screening.skill_list_copies');
