-- What units of work of a request with an Idempotency-Key returned, kept in the transaction of their changes: a retry gets it instead of
-- changing things once more, whatever became of the first answer. Rows are sealed under the key that the caller sent, which is not stored, and
-- live for a day. Nobody but the functions below reads them, and those only what the tenant that is set has kept.
CREATE TABLE platform.request_results (
  -- The organization, or the user where there is none.
  tenant_id uuid NOT NULL,
  -- SHA-256 of tenant, caller, route and Idempotency-Key.
  request bytea NOT NULL,
  -- The login role: requests may pass units of work of a context and of the platform.
  role name NOT NULL DEFAULT session_user,
  -- The how-manieth unit of work of the request; those that only read keep nothing.
  run int NOT NULL CHECK (run >= 0),
  fingerprint text NOT NULL,
  result bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, request, role, run)
);
CREATE INDEX request_results_age ON platform.request_results (created_at);

-- Where the transaction changed nothing: no row. Where this run was committed before: what it kept. Else keeps `sealed`, and `result` is null.
-- `known` is how many runs of the request are kept now.
CREATE FUNCTION platform.keep_result(request_id bytea, run_number int, request_fingerprint text, sealed bytea)
  RETURNS TABLE (fingerprint text, result bytea, known int)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
AS $$
#variable_conflict use_column
DECLARE
  tenant uuid := coalesce(platform.current_organization(), platform.current_user_id());
  is_new boolean;
BEGIN
  IF pg_current_xact_id_if_assigned() IS NULL THEN
    RETURN;
  END IF;
  INSERT INTO platform.request_results (tenant_id, request, run, fingerprint, result)
    VALUES (tenant, request_id, run_number, request_fingerprint, sealed) ON CONFLICT DO NOTHING;
  is_new := FOUND;
  RETURN QUERY
    SELECT r.fingerprint, CASE WHEN NOT is_new THEN r.result END,
           (SELECT count(*)::int FROM platform.request_results o WHERE o.tenant_id = tenant AND o.request = request_id AND o.role = session_user)
      FROM platform.request_results r
     WHERE r.tenant_id = tenant AND r.request = request_id AND r.role = session_user AND r.run = run_number;
END $$;

CREATE FUNCTION platform.kept_result(request_id bytea, run_number int) RETURNS TABLE (fingerprint text, result bytea)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
AS $$
  SELECT r.fingerprint, r.result FROM platform.request_results r
   WHERE r.tenant_id = coalesce(platform.current_organization(), platform.current_user_id())
     AND r.request = request_id AND r.role = session_user AND r.run = run_number
$$;

CREATE FUNCTION platform.purge_request_results() RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
AS $$
DECLARE
  purged bigint;
BEGIN
  DELETE FROM platform.request_results WHERE created_at < now() - interval '24 hours';
  GET DIAGNOSTICS purged = ROW_COUNT;
  RETURN purged;
END $$;

REVOKE ALL ON FUNCTION platform.keep_result, platform.kept_result, platform.purge_request_results FROM PUBLIC;
GRANT USAGE ON SCHEMA platform TO platform_request_keeper;
GRANT EXECUTE ON FUNCTION platform.keep_result, platform.kept_result TO platform_request_keeper;
GRANT EXECUTE ON FUNCTION platform.purge_request_results TO platform_app;
