-- The next records of every partition of the topics that is not in `busy` (`topic/partition`). A function, because its plan is
-- kept for the session: readers ask often, and planning cost more than reading.
CREATE FUNCTION platform.read_log(reader text, topics text[], busy text[], most int) RETURNS SETOF platform.log_records
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
    SELECT r.*
      FROM platform.log_heads h
      LEFT JOIN platform.log_offsets o ON o.consumer_group = reader AND o.topic = h.topic AND o.partition = h.partition
      CROSS JOIN LATERAL (
        SELECT * FROM platform.log_records l
         WHERE l.topic = h.topic AND l.partition = h.partition AND l."offset" >= coalesce(o.next_offset, 0)
         ORDER BY l."offset" LIMIT most) r
     WHERE h.topic = ANY(topics) AND h.next_offset > coalesce(o.next_offset, 0) AND NOT (h.topic || '/' || h.partition) = ANY(busy)
     ORDER BY r.topic, r.partition, r."offset";
END $$;
