-- What organizations allow and spend on models. All of it belongs to the platform's role; contexts reach it through ports.

-- Stops every call to a model in every process at once.
CREATE TABLE platform.model_switch (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  is_off boolean NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO platform.model_switch (is_off) VALUES (false);
GRANT SELECT, UPDATE ON platform.model_switch TO platform_app;

CREATE TABLE platform.model_settings (
  organization_id uuid PRIMARY KEY,
  version int NOT NULL CHECK (version > 0),
  enabled boolean NOT NULL,
  -- Null: whatever the installation has.
  providers text[],
  regions text[],
  -- Millionths of a US dollar; null: the budget of the installation.
  hour_micros bigint CHECK (hour_micros >= 0),
  day_micros bigint CHECK (day_micros >= 0),
  updated_by uuid NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now()
);
CALL platform.protect('platform.model_settings');
CREATE TRIGGER touch BEFORE UPDATE ON platform.model_settings FOR EACH ROW EXECUTE FUNCTION platform.touch();

-- What the running hour and day have spent or reserved.
CREATE TABLE platform.budgets (
  organization_id uuid PRIMARY KEY,
  hour_starts_at timestamptz NOT NULL,
  hour_micros bigint NOT NULL CHECK (hour_micros >= 0),
  day_starts_at timestamptz NOT NULL,
  day_micros bigint NOT NULL CHECK (day_micros >= 0)
);
CALL platform.protect('platform.budgets');

-- The ledger: one row per call that was allowed.
CREATE TABLE platform.model_calls (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  prompt_id text NOT NULL,
  prompt_version int NOT NULL,
  provider text NOT NULL,
  model text NOT NULL,
  -- Null where nobody declared it: then it is in no list of regions.
  region text,
  tier text CHECK (tier IN ('local', 'mid', 'top')),
  is_repair boolean NOT NULL,
  state text NOT NULL DEFAULT 'reserved' CHECK (state IN ('reserved', 'settled', 'failed', 'unknown')),
  -- Millionths of a US dollar. While it is not known what a call has cost, it counts as what was reserved for it.
  reserved_micros bigint NOT NULL CHECK (reserved_micros >= 0),
  cost_micros bigint CHECK (cost_micros >= 0),
  input_tokens bigint,
  output_tokens bigint,
  milliseconds int,
  failure text,
  created_at timestamptz NOT NULL DEFAULT now(),
  settled_at timestamptz CHECK ((settled_at IS NULL) = (state = 'reserved')),
  CHECK ((cost_micros IS NULL) = (state IN ('reserved', 'unknown')))
) PARTITION BY RANGE (id);
CREATE INDEX model_calls_recent ON platform.model_calls (organization_id, id DESC);
CREATE INDEX model_calls_reserved ON platform.model_calls (id) WHERE state = 'reserved';
CALL platform.protect('platform.model_calls');
CALL platform.ensure_partitions('platform.model_calls');

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

-- Takes the most that a call can cost from the hour and the day of the organization that is set, or says why not: `reserved`, `switched_off`,
-- `not_allowed`, `over_budget`. The row of the budget is locked by the one statement that checks and changes it. An
-- organization never spends more than the installation lets it, whatever it once set.
CREATE FUNCTION platform.reserve_model_call(
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

-- Ends a call and gives back what it did not cost, to the hour and day that it was taken from if they still run. A call whose end was not known
-- may be ended again when somebody knows; one that was settled may not.
CREATE FUNCTION platform.settle_model_call(
  call uuid, new_state text, cost bigint, tokens_in bigint, tokens_out bigint, took_ms int, why text
) RETURNS boolean LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
  known platform.model_calls;
  difference bigint;
BEGIN
  SELECT * INTO known FROM platform.model_calls c
    WHERE c.id = call AND c.organization_id = platform.current_organization() AND c.state IN ('reserved', 'unknown') FOR UPDATE;
  IF NOT FOUND THEN RETURN false; END IF;
  UPDATE platform.model_calls c SET state = new_state, cost_micros = cost, input_tokens = tokens_in, output_tokens = tokens_out,
      milliseconds = took_ms, failure = why, settled_at = now()
    WHERE c.id = call;
  difference := coalesce(cost, known.reserved_micros) - known.reserved_micros;
  UPDATE platform.budgets b SET
      hour_micros = greatest(0, b.hour_micros + CASE WHEN b.hour_starts_at <= known.created_at THEN difference ELSE 0 END),
      day_micros = greatest(0, b.day_micros + CASE WHEN b.day_starts_at <= known.created_at THEN difference ELSE 0 END)
    WHERE b.organization_id = known.organization_id AND difference <> 0;
  RETURN true;
END $$;

-- A process that died leaves its calls reserved: which of them, of all organizations, is the one thing that this tells.
CREATE POLICY owner_finds_lost ON platform.model_calls FOR SELECT TO CURRENT_USER USING (state = 'reserved');
CREATE FUNCTION platform.lost_model_calls() RETURNS TABLE (organization_id uuid, id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
AS $$
  SELECT c.organization_id, c.id FROM platform.model_calls c
   WHERE c.state = 'reserved' AND c.created_at < now() - interval '5 minutes' ORDER BY c.id LIMIT 500
$$;
REVOKE ALL ON FUNCTION platform.lost_model_calls FROM PUBLIC;
GRANT EXECUTE ON FUNCTION platform.lost_model_calls TO platform_app;
