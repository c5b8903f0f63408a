-- A provider whose region nobody declared has none: it is in no list of regions.
ALTER TABLE platform.model_calls ALTER COLUMN region DROP NOT NULL;

-- Why nothing of the organization that is set may go to a provider: `not_allowed` by its own settings, `switched_off` for everybody; null when it
-- may. The one place that tells.
CREATE FUNCTION platform.model_refusal(asked_provider text, asked_region text) RETURNS text
  LANGUAGE plpgsql STABLE SET search_path = pg_catalog
AS $$
DECLARE
  own platform.model_settings;
BEGIN
  SELECT * INTO own FROM platform.model_settings s WHERE s.organization_id = platform.current_organization();
  IF NOT own.enabled THEN RETURN 'not_allowed'; END IF;
  IF own.providers IS NOT NULL AND NOT asked_provider = ANY(own.providers) THEN RETURN 'not_allowed'; END IF;
  IF own.regions IS NOT NULL AND (asked_region IS NULL OR NOT asked_region = ANY(own.regions)) THEN RETURN 'not_allowed'; END IF;
  IF (SELECT s.is_off FROM platform.model_switch s) THEN RETURN 'switched_off'; END IF;
  RETURN NULL;
END $$;

-- As before, but for the rule above, and that an organization never spends more than the installation lets it, whatever it once set.
CREATE OR REPLACE FUNCTION platform.reserve_model_call(
  call uuid, prompt text, version_of_prompt int, asked_provider text, asked_model text, asked_region text, asked_tier text, repairs boolean,
  amount bigint, usual_hour_micros bigint, usual_day_micros bigint
) RETURNS text LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
  organization uuid := platform.current_organization();
  refusal text := platform.model_refusal(asked_provider, asked_region);
  own platform.model_settings;
  this_hour timestamptz := date_trunc('hour', now());
  today timestamptz := date_trunc('day', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC';
BEGIN
  IF refusal IS NOT NULL THEN RETURN refusal; END IF;
  SELECT * INTO own FROM platform.model_settings s WHERE s.organization_id = organization;
  INSERT INTO platform.budgets AS b VALUES (organization, this_hour, 0, today, 0) ON CONFLICT DO NOTHING;
  UPDATE platform.budgets b SET
      hour_starts_at = greatest(b.hour_starts_at, this_hour),
      hour_micros = CASE WHEN b.hour_starts_at < this_hour THEN 0 ELSE b.hour_micros END + amount,
      day_starts_at = greatest(b.day_starts_at, today),
      day_micros = CASE WHEN b.day_starts_at < today THEN 0 ELSE b.day_micros END + amount
    WHERE b.organization_id = organization
      AND (amount = 0
        OR (CASE WHEN b.hour_starts_at < this_hour THEN 0 ELSE b.hour_micros END + amount <= least(own.hour_micros, usual_hour_micros)
        AND CASE WHEN b.day_starts_at < today THEN 0 ELSE b.day_micros END + amount <= least(own.day_micros, usual_day_micros)));
  IF NOT FOUND THEN RETURN 'over_budget'; END IF;
  INSERT INTO platform.model_calls (id, organization_id, prompt_id, prompt_version, provider, model, region, tier, is_repair, reserved_micros)
    VALUES (call, organization, prompt, version_of_prompt, asked_provider, asked_model, asked_region, asked_tier, repairs, amount);
  RETURN 'reserved';
END $$;
