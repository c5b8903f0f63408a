-- Searches that members keep for themselves, and what their alerts have seen.
CREATE TABLE candidates.saved_searches (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  -- Who keeps it: nobody else sees it.
  user_id uuid NOT NULL,
  version int NOT NULL DEFAULT 1,
  -- Name and query as JSON, sealed under the organization's key: people search for people by name.
  details text NOT NULL,
  alert text NOT NULL CHECK (alert IN ('off', 'immediately', 'daily')),
  sends_mail boolean NOT NULL,
  -- A new one whenever an alert is turned on or looks for something else; nothing that an older watch has seen counts any more.
  watch uuid,
  watched_since timestamptz,
  -- Whom the watch tells of; null until it has learned whom the search finds anyway.
  covers text CHECK (covers IN ('new_and_changed', 'new')),
  alerted_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (organization_id, id),
  CHECK ((alert = 'off') = (watch IS NULL)),
  CHECK ((watch IS NULL) = (watched_since IS NULL)),
  CHECK (watch IS NOT NULL OR covers IS NULL)
);
CREATE INDEX saved_searches_user ON candidates.saved_searches (organization_id, user_id, id);
CREATE INDEX saved_searches_watched ON candidates.saved_searches (organization_id, id) WHERE watch IS NOT NULL;
CALL platform.protect('candidates.saved_searches');
CREATE TRIGGER touch BEFORE UPDATE ON candidates.saved_searches FOR EACH ROW EXECUTE FUNCTION platform.touch();

-- Whom a watch knows: each person is told of once, and those whom the search found from the start never.
CREATE TABLE candidates.search_matches (
  organization_id uuid NOT NULL,
  search_id uuid NOT NULL,
  candidate_id uuid NOT NULL,
  -- Null for those who are found anyway.
  found_at timestamptz,
  told_at timestamptz,
  PRIMARY KEY (organization_id, search_id, candidate_id),
  FOREIGN KEY (organization_id, search_id) REFERENCES candidates.saved_searches (organization_id, id) ON DELETE CASCADE,
  CHECK (told_at IS NULL OR found_at IS NOT NULL)
);
CREATE INDEX search_matches_due ON candidates.search_matches (organization_id, search_id, candidate_id) WHERE found_at IS NOT NULL AND told_at IS NULL;
CREATE INDEX search_matches_told ON candidates.search_matches (organization_id, search_id, told_at DESC, candidate_id DESC) WHERE told_at IS NOT NULL;
CALL platform.protect('candidates.search_matches');

-- Records that changed and were not yet compared with the watched searches. A row is a claim and no high-water mark: a change that commits late leaves its own.
CREATE TABLE candidates.changed_candidates (
  organization_id uuid NOT NULL,
  candidate_id uuid NOT NULL,
  -- The transaction of the newest change: who has compared an older one leaves the row.
  changed_in xid8 NOT NULL DEFAULT pg_current_xact_id(),
  changed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, candidate_id)
);
CALL platform.protect('candidates.changed_candidates');

CREATE FUNCTION candidates.note_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO candidates.changed_candidates (organization_id, candidate_id) VALUES (NEW.organization_id, NEW.id)
    ON CONFLICT (organization_id, candidate_id) DO UPDATE SET changed_in = excluded.changed_in, changed_at = excluded.changed_at;
  RETURN NULL;
END $$;
CREATE TRIGGER note_change AFTER INSERT OR UPDATE OF version ON candidates.candidates
  FOR EACH ROW EXECUTE FUNCTION candidates.note_change();
