-- Outbox, inbox and parked keys of one context. Events of candidate accounts belong to no organization.
CREATE PROCEDURE platform.create_messaging(schema_name text) LANGUAGE plpgsql AS $$
DECLARE
  app text := schema_name || '_app';
  worker text := schema_name || '_worker';
  target text;
BEGIN
  EXECUTE format($ddl$
    CREATE TABLE %1$I.outbox (
      seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      organization_id uuid,
      topic text NOT NULL,
      key text NOT NULL,
      event_id uuid NOT NULL,
      event_type text NOT NULL,
      event jsonb NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      published_at timestamptz
    );
    CREATE INDEX outbox_unpublished ON %1$I.outbox (seq) WHERE published_at IS NULL;
    CREATE INDEX outbox_published ON %1$I.outbox (published_at) WHERE published_at IS NOT NULL;

    CREATE TABLE %1$I.inbox (
      consumer text NOT NULL,
      event_id uuid NOT NULL,
      organization_id uuid,
      handled_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (consumer, event_id)
    );
    CREATE INDEX inbox_handled ON %1$I.inbox (handled_at);

    CREATE TABLE %1$I.parked_keys (
      consumer text NOT NULL,
      topic text NOT NULL,
      partition int NOT NULL,
      "offset" bigint NOT NULL,
      key text NOT NULL,
      organization_id uuid,
      record jsonb NOT NULL,
      attempts int NOT NULL DEFAULT 0,
      error_code text NOT NULL,
      parked_at timestamptz NOT NULL DEFAULT now(),
      next_attempt_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (consumer, topic, partition, "offset")
    );
    CREATE INDEX parked_keys_due ON %1$I.parked_keys (next_attempt_at);
    CREATE INDEX parked_keys_key ON %1$I.parked_keys (topic, key, "offset");
  $ddl$, schema_name);

  FOREACH target IN ARRAY ARRAY['outbox', 'inbox', 'parked_keys'] LOOP
    EXECUTE format('ALTER TABLE %I.%I ENABLE ROW LEVEL SECURITY', schema_name, target);
    EXECUTE format('ALTER TABLE %I.%I FORCE ROW LEVEL SECURITY', schema_name, target);
    EXECUTE format('CREATE POLICY worker ON %I.%I FOR ALL TO %I USING (true) WITH CHECK (true)', schema_name, target, worker);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I.%I TO %I', schema_name, target, worker);
  END LOOP;
  FOREACH target IN ARRAY ARRAY['outbox', 'inbox'] LOOP
    EXECUTE format(
      'CREATE POLICY tenant ON %I.%I FOR INSERT TO %I WITH CHECK (organization_id IS NOT DISTINCT FROM platform.current_organization())',
      schema_name, target, app);
    EXECUTE format('GRANT INSERT ON %I.%I TO %I', schema_name, target, app);
  END LOOP;
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I, %I', schema_name, app, worker);
END $$;
