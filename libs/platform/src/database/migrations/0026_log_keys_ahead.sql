-- Organizations that lack the log key of the day after tomorrow, a thousand at most: for the chore that makes these keys before anybody needs them. Ids only.
CREATE FUNCTION platform.organizations_without_log_keys() RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  BEGIN ATOMIC
    SELECT own.organization_id FROM platform.keys own
     WHERE own.kind = 'organization' AND own.destroyed_at IS NULL
       AND NOT EXISTS (
         SELECT FROM platform.keys log
          WHERE log.organization_id = own.organization_id AND log.kind = 'log'
            AND log.subject = to_char(now() AT TIME ZONE 'UTC' + interval '2 days', 'YYYY-MM-DD'))
     LIMIT 1000;
  END;
REVOKE ALL ON FUNCTION platform.organizations_without_log_keys FROM PUBLIC;
GRANT EXECUTE ON FUNCTION platform.organizations_without_log_keys TO platform_app;
