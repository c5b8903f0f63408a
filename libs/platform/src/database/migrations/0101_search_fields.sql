-- Search by field, companies, types, and words that are spelt nearly right.

ALTER TABLE platform.search_documents
  ADD COLUMN companies text[] NOT NULL DEFAULT '{}',
  ADD COLUMN type text,
  -- The words of name, title, skills and companies, each once: of these a wrong word may be a slip.
  ADD COLUMN known_words text NOT NULL DEFAULT '';
CREATE INDEX search_documents_known ON platform.search_documents
  USING gin (organization_id, index_name, known_words public.gin_trgm_ops);

-- Plain words as they are searched. The mark between values leaves a gap, over which no phrase goes.
CREATE FUNCTION platform.search_words(plain text, weight "char") RETURNS tsvector
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN setweight(ts_delete(to_tsvector('platform.search', plain), 'xbetweenx'), weight);

-- The words of each field once more, with the name of the field before their stem: no word of a text holds a slash.
CREATE FUNCTION platform.search_field_words(fields jsonb) RETURNS tsvector
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (SELECT coalesce(string_agg(format('''%s/%s'':%s', field.key, word.lexeme, array_to_string(word.positions, ',')), ' '), '')::tsvector
            FROM jsonb_each_text(fields) AS field, unnest(platform.search_words(field.value, 'D')) AS word);

-- The same for what is searched.
CREATE FUNCTION platform.search_in_field(field text, wanted tsquery) RETURNS tsquery
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN regexp_replace(wanted::text, '''([^'']+)''', format('''%s/\1''', field), 'g')::tsquery;

-- As `search_matches`: these may use the indexes because they run as the owner; they name the organization themselves.
CREATE FUNCTION platform.search_missing_words(wanted_index text, wanted_words text[]) RETURNS SETOF text
  LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog
AS $$
  SELECT wanted FROM unnest(wanted_words) AS wanted
   WHERE NOT EXISTS (SELECT FROM platform.search_documents d
      WHERE d.organization_id = platform.current_organization() AND d.index_name = wanted_index
        AND d.words @@ to_tsquery('platform.search', quote_literal(wanted)))
$$;
REVOKE ALL ON FUNCTION platform.search_missing_words FROM PUBLIC;
GRANT EXECUTE ON FUNCTION platform.search_missing_words TO platform_app;

-- Words that begin like the wanted one and look like it; the caller compares letter by letter.
CREATE FUNCTION platform.search_known_words(wanted_index text, wanted_word text) RETURNS SETOF text
  LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog
  SET pg_trgm.word_similarity_threshold = 0.2
AS $$
  SELECT DISTINCT known FROM (
    SELECT d.known_words FROM platform.search_documents d
     WHERE d.organization_id = platform.current_organization() AND d.index_name = wanted_index
       AND wanted_word OPERATOR(public.<%) d.known_words
     ORDER BY wanted_word OPERATOR(public.<<->) d.known_words LIMIT 500) near,
    string_to_table(near.known_words, ' ') AS known
   WHERE left(known, 1) = left(wanted_word, 1) AND abs(length(known) - length(wanted_word)) <= 2
$$;
REVOKE ALL ON FUNCTION platform.search_known_words FROM PUBLIC;
GRANT EXECUTE ON FUNCTION platform.search_known_words TO platform_app;
