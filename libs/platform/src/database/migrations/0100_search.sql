-- Search over candidates, for the PostgreSQL driver of the search port. A projection: it can be emptied and rebuilt at any time.

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS btree_gin WITH SCHEMA public;

-- English stems, but no stop words: "IT" and "Will" mean something here, and an AND with a dropped word would find nothing.
CREATE TEXT SEARCH DICTIONARY platform.english_words (TEMPLATE = pg_catalog.snowball, LANGUAGE = english);
CREATE TEXT SEARCH CONFIGURATION platform.search (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION platform.search ALTER MAPPING FOR asciiword, word WITH platform.english_words;

CREATE TABLE platform.search_documents (
  organization_id uuid NOT NULL,
  index_name text NOT NULL CHECK (index_name ~ '^[a-z_]{1,40}$'),
  id uuid NOT NULL,
  version bigint NOT NULL,
  name text NOT NULL,
  title text,
  skills text[] NOT NULL,
  location text,
  status text,
  tags text[] NOT NULL,
  body text NOT NULL,
  -- Lower case, for filters.
  skill_keys text[] NOT NULL,
  tag_keys text[] NOT NULL,
  -- Plain words without accents, for names spelt nearly alike and for sorting.
  name_words text NOT NULL,
  words tsvector NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, index_name, id)
);
CALL platform.protect('platform.search_documents');

CREATE INDEX search_documents_words ON platform.search_documents USING gin (organization_id, index_name, words);
CREATE INDEX search_documents_names ON platform.search_documents USING gin (organization_id, index_name, name_words public.gin_trgm_ops);
CREATE INDEX search_documents_updated ON platform.search_documents (organization_id, index_name, updated_at DESC, id);

-- Under a policy the planner uses no index for operators that are not leakproof, and @@ is not: each search would read all documents of the
-- organization. This function may use the index because it runs as the owner; it names the organization itself.
CREATE POLICY owner_matches ON platform.search_documents FOR SELECT TO CURRENT_USER USING (true);

CREATE FUNCTION platform.search_matches(wanted_index text, wanted_words tsquery, wanted_name text) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER ROWS 1000
  SET search_path = pg_catalog
  SET pg_trgm.word_similarity_threshold = 0.5
AS $$
  SELECT d.id FROM platform.search_documents d
  WHERE d.organization_id = platform.current_organization() AND d.index_name = wanted_index AND d.words @@ wanted_words
  UNION
  SELECT d.id FROM platform.search_documents d
  WHERE d.organization_id = platform.current_organization() AND d.index_name = wanted_index AND wanted_name OPERATOR(public.<%) d.name_words
$$;
REVOKE ALL ON FUNCTION platform.search_matches FROM PUBLIC;
GRANT EXECUTE ON FUNCTION platform.search_matches TO platform_app;
