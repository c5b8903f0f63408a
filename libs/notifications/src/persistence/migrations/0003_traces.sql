-- The trace in which an event was announced, so that its deliveries, hours later too, show up there.
ALTER TABLE notifications.webhook_events ADD COLUMN traceparent text;

-- How much waits to be delivered, over all organizations: two numbers, for metrics.
CREATE FUNCTION notifications.webhook_backlog(OUT waiting bigint, OUT oldest_seconds double precision)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  BEGIN ATOMIC
    SELECT count(*), coalesce(extract(epoch FROM now() - min(created_at)), 0)
      FROM notifications.webhook_deliveries WHERE state = 'pending';
  END;
CREATE POLICY backlog_of_all ON notifications.webhook_deliveries FOR SELECT TO CURRENT_USER USING (state = 'pending');
REVOKE ALL ON FUNCTION notifications.webhook_backlog FROM PUBLIC;
GRANT EXECUTE ON FUNCTION notifications.webhook_backlog TO notifications_worker;
