-- A month's partition may be missing when rows arrive: they are caught by the default partition, and moved when the month is made.

-- Makes one month of a table. Rows that the default partition caught for it move along, in the same transaction; nobody can add another
-- meanwhile. Triggers are asleep for the move only: it changes no row.
CREATE PROCEDURE platform.make_partition(parent regclass, month timestamptz) LANGUAGE plpgsql AS $$
DECLARE
  schema_name text := (SELECT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = parent);
  table_name text := (SELECT relname FROM pg_class WHERE oid = parent);
  partition text := format('%I.%I', schema_name, table_name || to_char(month AT TIME ZONE 'UTC', '"_p"YYYY_MM'));
  strays text := format('%I.%I', schema_name, table_name || '_default');
  first_id uuid := platform.uuidv7_floor(month);
  next_id uuid := platform.uuidv7_floor(month + interval '1 month');
  caught boolean;
BEGIN
  IF to_regclass(partition) IS NOT NULL THEN RETURN; END IF;
  EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', strays);
  EXECUTE format('SELECT EXISTS (SELECT FROM %s WHERE id >= $1 AND id < $2)', strays) INTO caught USING first_id, next_id;
  IF NOT caught THEN
    EXECUTE format('CREATE TABLE %s PARTITION OF %s FOR VALUES FROM (%L) TO (%L)', partition, parent, first_id, next_id);
    RETURN;
  END IF;
  EXECUTE format('CREATE TABLE %s (LIKE %s INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING INDEXES)', partition, parent);
  EXECUTE format('ALTER TABLE %s DISABLE TRIGGER USER', strays);
  EXECUTE format('WITH moved AS (DELETE FROM %s WHERE id >= %L AND id < %L RETURNING *) INSERT INTO %s SELECT * FROM moved',
    strays, first_id, next_id, partition);
  EXECUTE format('ALTER TABLE %s ENABLE TRIGGER USER', strays);
  EXECUTE format('ALTER TABLE %s ATTACH PARTITION %s FOR VALUES FROM (%L) TO (%L)', parent, partition, first_id, next_id);
END $$;

CREATE OR REPLACE PROCEDURE platform.ensure_partitions(parent regclass, months_ahead int DEFAULT 3) LANGUAGE plpgsql AS $$
DECLARE
  schema_name text := (SELECT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = parent);
  table_name text := (SELECT relname FROM pg_class WHERE oid = parent);
BEGIN
  EXECUTE format('CREATE TABLE IF NOT EXISTS %I.%I PARTITION OF %s DEFAULT', schema_name, table_name || '_default', parent);
  FOR ahead IN 0..months_ahead LOOP
    CALL platform.make_partition(parent, date_trunc('month', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' + make_interval(months => ahead));
  END LOOP;
END $$;

-- The instant of the first 48 bits of a UUIDv7.
CREATE FUNCTION platform.uuidv7_time(id uuid) RETURNS timestamptz
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN to_timestamp(('x' || lpad(left(replace(id::text, '-', ''), 12), 16, '0'))::bit(64)::bigint / 1000.0);

-- Every partition of every partitioned table of ours with the span it holds; the default one holds none. Reads the catalogue only.
CREATE VIEW platform.partitions WITH (security_invoker = true) AS
  SELECT parent.oid::regclass AS parent, part.oid::regclass AS partition,
         platform.uuidv7_time(substring(bound FROM 'FROM \(''([^'']+)''\)')::uuid) AS starts_at,
         platform.uuidv7_time(substring(bound FROM 'TO \(''([^'']+)''\)')::uuid) AS ends_at
    FROM pg_partitioned_table p JOIN pg_class parent ON parent.oid = p.partrelid JOIN pg_inherits i ON i.inhparent = parent.oid
      JOIN pg_class part ON part.oid = i.inhrelid CROSS JOIN LATERAL pg_get_expr(part.relpartbound, part.oid) AS bound
    WHERE p.partstrat = 'r' AND NOT parent.relispartition AND parent.relowner = (SELECT relowner FROM pg_class WHERE oid = 'platform.keys'::regclass);
GRANT SELECT ON platform.partitions TO platform_app;

-- For how long the partitions that exist reach without a gap, from now on. NULL: not even the present is covered.
CREATE VIEW platform.partition_horizons WITH (security_invoker = true) AS
  WITH RECURSIVE reach (parent, ends_at) AS (
    SELECT parent, ends_at FROM platform.partitions WHERE starts_at <= now() AND ends_at > now()
    UNION ALL
    SELECT p.parent, p.ends_at FROM reach r JOIN platform.partitions p ON p.parent = r.parent AND p.starts_at = r.ends_at)
  SELECT p.parent, max(r.ends_at) AS ends_at
    FROM (SELECT DISTINCT parent FROM platform.partitions) AS p LEFT JOIN reach r ON r.parent = p.parent GROUP BY p.parent;
GRANT SELECT ON platform.partition_horizons TO platform_app;
