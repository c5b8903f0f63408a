-- Chores that need more rights than the role which asks for them. Each is one function without parameters, so that asking is all
-- that platform_app may do: it can neither choose a table nor name a key.

-- Partitions belong to the owner, and only an owner may add one; no service logs in as it, and a migration runs too seldom to
-- stay three months ahead. Returns what failed, so that one table does not keep the others from getting theirs.
CREATE FUNCTION platform.ensure_all_partitions() RETURNS SETOF text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog SET lock_timeout = '5s'
AS $$
DECLARE
  parent regclass;
BEGIN
  FOR parent IN
    SELECT c.oid FROM pg_class c JOIN pg_partitioned_table p ON p.partrelid = c.oid
      WHERE p.partstrat = 'r' AND NOT c.relispartition AND c.relowner = current_user::regrole
  LOOP
    BEGIN
      CALL platform.ensure_partitions(parent);
    EXCEPTION WHEN OTHERS THEN
      RETURN NEXT format('%s: %s', parent, SQLERRM);
    END;
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION platform.ensure_all_partitions FROM PUBLIC;
GRANT EXECUTE ON FUNCTION platform.ensure_all_partitions TO platform_app;

-- Log keys die for all organizations at once, while row security lets platform_app work inside one. A day's key lives eight days
-- beyond its day. Its empty row stays as long as an inbox remembers events, so that a late reader is told "destroyed".
CREATE POLICY log_keys_of_all ON platform.keys FOR ALL TO CURRENT_USER USING (kind = 'log') WITH CHECK (kind = 'log');
CREATE FUNCTION platform.destroy_log_keys() RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
AS $$
DECLARE
  destroyed bigint;
BEGIN
  UPDATE platform.keys SET wrapped = NULL, destroyed_at = now()
    WHERE kind = 'log' AND destroyed_at IS NULL AND subject < to_char(now() AT TIME ZONE 'UTC' - interval '8 days', 'YYYY-MM-DD');
  GET DIAGNOSTICS destroyed = ROW_COUNT;
  DELETE FROM platform.keys WHERE kind = 'log' AND destroyed_at < now() - interval '45 days';
  RETURN destroyed;
END $$;
REVOKE ALL ON FUNCTION platform.destroy_log_keys FROM PUBLIC;
GRANT EXECUTE ON FUNCTION platform.destroy_log_keys TO platform_app;
