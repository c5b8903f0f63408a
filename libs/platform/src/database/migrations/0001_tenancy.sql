-- What every schema builds on: who the tenant is, how a table is protected, how rows are partitioned by UUIDv7.

CREATE FUNCTION platform.current_organization() RETURNS uuid
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.organization_id', true), '')::uuid;

CREATE FUNCTION platform.current_user_id() RETURNS uuid
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.user_id', true), '')::uuid;

-- Forces row security: <context>_app sees and writes only rows of the organization that is set.
CREATE PROCEDURE platform.protect(target regclass) LANGUAGE plpgsql AS $$
DECLARE
  schema_name text := (SELECT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = target);
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format(
    'CREATE POLICY tenant ON %s FOR ALL TO %I USING (organization_id = platform.current_organization()) WITH CHECK (organization_id = platform.current_organization())',
    target, schema_name || '_app');
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO %I', target, schema_name || '_app');
END $$;

-- Lets <context>_worker read the rows of all organizations: only for key tables, which hold no personal data.
CREATE PROCEDURE platform.share_keys_with_worker(target regclass) LANGUAGE plpgsql AS $$
DECLARE
  schema_name text := (SELECT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = target);
BEGIN
  EXECUTE format('CREATE POLICY worker_keys ON %s FOR ALL TO %I USING (true) WITH CHECK (true)', target, schema_name || '_worker');
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO %I', target, schema_name || '_worker');
END $$;

-- Lets <context>_worker add rows of any organization without reading them.
CREATE PROCEDURE platform.let_worker_insert(target regclass) LANGUAGE plpgsql AS $$
DECLARE
  schema_name text := (SELECT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = target);
BEGIN
  EXECUTE format('CREATE POLICY worker_insert ON %s FOR INSERT TO %I WITH CHECK (true)', target, schema_name || '_worker');
  EXECUTE format('GRANT INSERT ON %s TO %I', target, schema_name || '_worker');
END $$;

CREATE FUNCTION platform.touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at := now();
  RETURN NEW;
END $$;

-- The smallest UUIDv7 of an instant: 48 bits of milliseconds, then the version (RFC 9562, 5.7).
CREATE FUNCTION platform.uuidv7_floor(instant timestamptz) RETURNS uuid
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (lpad(to_hex((extract(epoch FROM instant) * 1000)::bigint), 12, '0') || '70008000000000000000')::uuid;

-- Monthly range partitions by UUIDv7, from the current month on; a default partition catches strays.
CREATE PROCEDURE platform.ensure_partitions(parent regclass, months_ahead int DEFAULT 3) LANGUAGE plpgsql AS $$
DECLARE
  schema_name text;
  table_name text;
  month timestamptz;
  partition text;
BEGIN
  SELECT n.nspname, c.relname INTO schema_name, table_name
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = parent;
  EXECUTE format('CREATE TABLE IF NOT EXISTS %I.%I PARTITION OF %s DEFAULT', schema_name, table_name || '_default', parent);
  FOR ahead IN 0..months_ahead LOOP
    month := date_trunc('month', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' + make_interval(months => ahead);
    partition := table_name || to_char(month AT TIME ZONE 'UTC', '"_p"YYYY_MM');
    IF to_regclass(format('%I.%I', schema_name, partition)) IS NULL THEN
      EXECUTE format('CREATE TABLE %I.%I PARTITION OF %s FOR VALUES FROM (%L) TO (%L)', schema_name, partition, parent,
        platform.uuidv7_floor(month), platform.uuidv7_floor(month + interval '1 month'));
    END IF;
  END LOOP;
END $$;
