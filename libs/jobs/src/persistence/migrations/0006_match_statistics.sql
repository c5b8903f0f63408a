-- The version of screening's counts that stands here.
ALTER TABLE jobs.match_statistics ADD COLUMN version bigint NOT NULL DEFAULT 0;
