-- The embedded event log: an append log of (topic, partition, offset). Only the platform's own role reads it.
CREATE TABLE platform.log_heads (
  topic text NOT NULL,
  partition int NOT NULL,
  next_offset bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (topic, partition)
);

CREATE TABLE platform.log_records (
  topic text NOT NULL,
  partition int NOT NULL,
  "offset" bigint NOT NULL,
  key text NOT NULL,
  headers jsonb NOT NULL,
  value text NOT NULL,
  appended_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (topic, partition, "offset")
);
CREATE INDEX log_records_appended ON platform.log_records (appended_at);
CREATE INDEX log_records_key ON platform.log_records (topic, key);

CREATE TABLE platform.log_offsets (
  consumer_group text NOT NULL,
  topic text NOT NULL,
  partition int NOT NULL,
  next_offset bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (consumer_group, topic, partition)
);

-- Appends a batch. Offsets are given out under the lock of the partition's head, which is held until the commit: offsets
-- become visible in commit order, so a reader never passes one that a slower transaction still holds.
CREATE FUNCTION platform.append_to_log(topics text[], partitions int[], keys text[], all_headers jsonb[], all_values text[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO platform.log_heads (topic, partition)
    SELECT DISTINCT t, p FROM unnest(topics, partitions) AS record(t, p) ORDER BY t, p
    ON CONFLICT DO NOTHING;
  PERFORM 1 FROM platform.log_heads
    WHERE (topic, partition) IN (SELECT t, p FROM unnest(topics, partitions) AS record(t, p))
    ORDER BY topic, partition FOR UPDATE;
  WITH numbered AS (
    SELECT r.topic, r.partition, r.key, r.headers, r.value,
           row_number() OVER (PARTITION BY r.topic, r.partition ORDER BY r.position) - 1 AS step
      FROM unnest(topics, partitions, keys, all_headers, all_values) WITH ORDINALITY AS r(topic, partition, key, headers, value, position)
  ), appended AS (
    INSERT INTO platform.log_records (topic, partition, "offset", key, headers, value)
      SELECT n.topic, n.partition, h.next_offset + n.step, n.key, n.headers, n.value
        FROM numbered n JOIN platform.log_heads h USING (topic, partition)
      RETURNING topic, partition, "offset"
  )
  UPDATE platform.log_heads h SET next_offset = a.last + 1
    FROM (SELECT topic, partition, max("offset") AS last FROM appended GROUP BY topic, partition) a
    WHERE h.topic = a.topic AND h.partition = a.partition;
  PERFORM pg_notify('event_log', t) FROM (SELECT DISTINCT unnest(topics) AS t) AS touched;
END $$;

GRANT USAGE ON SCHEMA platform TO platform_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON platform.log_heads, platform.log_records, platform.log_offsets TO platform_app;
