-- One table at a time, so that no lock outlives the work on its table; and waiting for it no longer than the caller says, because everybody
-- else waits behind whoever waits for a table of its own. Whoever calls asks again when it was refused (55P03).
CREATE FUNCTION platform.ensure_partitions_of(wanted text, lock_timeout_ms int) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
AS $$
DECLARE
  parent regclass;
BEGIN
  PERFORM set_config('lock_timeout', least(greatest(lock_timeout_ms, 1), 5000)::text, true);
  SELECT known.parent INTO parent FROM platform.partitioned_tables AS known WHERE known.parent::text = wanted;
  IF parent IS NOT NULL THEN CALL platform.ensure_partitions(parent); END IF;
END $$;
REVOKE ALL ON FUNCTION platform.ensure_partitions_of FROM PUBLIC;
GRANT EXECUTE ON FUNCTION platform.ensure_partitions_of TO platform_app;

-- Every table that is partitioned by month, also before it has a partition.
CREATE VIEW platform.partitioned_tables WITH (security_invoker = true) AS
  SELECT c.oid::regclass AS parent FROM pg_class c JOIN pg_partitioned_table p ON p.partrelid = c.oid
    WHERE p.partstrat = 'r' AND NOT c.relispartition AND c.relowner = (SELECT relowner FROM pg_class WHERE oid = 'platform.keys'::regclass);
GRANT SELECT ON platform.partitioned_tables TO platform_app;

-- It held the locks of all tables at once; nobody calls it any more.
DROP FUNCTION platform.ensure_all_partitions();
