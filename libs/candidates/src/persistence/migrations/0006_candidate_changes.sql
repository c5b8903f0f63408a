-- Every change of a record, with who made it and why. It names fields and holds no value that is personal, so that it stays when a person is erased.
-- Without foreign keys: to note what happened must not wait for whoever holds the record.
CREATE TABLE candidates.candidate_changes (
  -- UUIDv7: its time is the order of the timeline.
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  candidate_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('created', 'application_received', 'application_replaced', 'edited', 'note_written', 'resume_chosen',
    'resume_requested', 'resume_read', 'resume_not_read', 'merged', 'unmerged')),
  -- `candidate`, `system`, `user:<id>`, `api_key:<id>`, or `unknown` for what was not noted when it happened.
  actor text NOT NULL,
  -- `request`, or what it followed from: `application:<id>`, `resume:<id>`, `task:<id>`; `unknown` as above.
  cause text NOT NULL,
  -- `[{field, from, to}]`; both values are null where they are personal.
  fields jsonb NOT NULL DEFAULT '[]',
  resume_id uuid,
  resume_run int,
  failure_code text,
  note_version int,
  merge_id uuid,
  -- The record that was merged into this one, or taken out again.
  merged_id uuid,
  changed_at timestamptz NOT NULL,
  CHECK ((merge_id IS NULL) = (merged_id IS NULL))
);
CREATE INDEX candidate_changes_candidate ON candidates.candidate_changes (organization_id, candidate_id, id DESC);
CREATE INDEX candidate_changes_merged ON candidates.candidate_changes (organization_id, merged_id, id DESC) WHERE merged_id IS NOT NULL;

-- What is known of the time before.
WITH known AS (
  SELECT organization_id, id AS candidate_id, 'created' AS kind, 'unknown' AS actor, 'unknown' AS cause, NULL::uuid AS resume_id,
         NULL::int AS resume_run, NULL::text AS failure_code, NULL::int AS note_version, NULL::uuid AS merge_id, NULL::uuid AS merged_id,
         created_at AS changed_at
    FROM candidates.candidates
  UNION ALL
  SELECT organization_id, candidate_id, CASE submission WHEN 1 THEN 'application_received' ELSE 'application_replaced' END, 'unknown',
         'application:' || application_id, id, NULL, NULL, NULL, NULL, NULL, created_at
    FROM candidates.resumes WHERE application_id IS NOT NULL
  UNION ALL
  SELECT p.organization_id, r.candidate_id, 'resume_read', 'system', 'resume:' || r.id, r.id, p.run, NULL, NULL, NULL, NULL, p.parsed_at
    FROM candidates.parsed_resumes p JOIN candidates.resumes r ON r.id = p.resume_id
  UNION ALL
  SELECT organization_id, candidate_id, 'resume_not_read', 'system', 'resume:' || id, id, run, failure_code, NULL, NULL, NULL, updated_at
    FROM candidates.resumes WHERE status = 'failed'
  UNION ALL
  SELECT organization_id, candidate_id, 'note_written', 'user:' || author_id, 'request', NULL, NULL, NULL, version, NULL, NULL, written_at
    FROM candidates.notes
  UNION ALL
  SELECT organization_id, survivor_id, 'merged', 'user:' || merged_by, 'request', NULL, NULL, NULL, NULL, id, merged_id, merged_at
    FROM candidates.merges
  UNION ALL
  SELECT organization_id, survivor_id, 'unmerged', 'user:' || undone_by, 'request', NULL, NULL, NULL, NULL, id, merged_id, undone_at
    FROM candidates.merges WHERE undone_at IS NOT NULL
)
INSERT INTO candidates.candidate_changes (id, organization_id, candidate_id, kind, actor, cause, resume_id, resume_run, failure_code,
    note_version, merge_id, merged_id, changed_at)
  -- Of one instant, the record comes before its application, and both before what follows.
  SELECT (left(replace(platform.uuidv7_floor(instant)::text, '-', ''), 13) || CASE WHEN kind = 'created' THEN '000' WHEN kind LIKE 'application%' THEN '001' ELSE '002' END
           || substr(replace(gen_random_uuid()::text, '-', ''), 17))::uuid,
         organization_id, candidate_id, kind, actor, cause, resume_id, resume_run, failure_code, note_version, merge_id, merged_id, instant
    FROM known CROSS JOIN LATERAL date_trunc('milliseconds', changed_at) AS instant;

CALL platform.protect('candidates.candidate_changes');
REVOKE UPDATE, DELETE ON candidates.candidate_changes FROM candidates_app;
