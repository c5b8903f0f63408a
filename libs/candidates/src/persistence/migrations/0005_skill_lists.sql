-- Skills that an organization adds to the taxonomy; the newest version counts, and none ever changes.
CREATE TABLE candidates.skill_lists (
  organization_id uuid NOT NULL,
  version int NOT NULL CHECK (version > 0),
  skills jsonb NOT NULL,
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, version)
);
CALL platform.protect('candidates.skill_lists');
REVOKE UPDATE, DELETE ON candidates.skill_lists FROM candidates_app;
