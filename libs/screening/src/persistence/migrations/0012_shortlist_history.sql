-- Since when an entry is on the list, why, and under which criteria it came. Null: it was there before this was kept.
ALTER TABLE screening.shortlist_entries
  ADD COLUMN entered_at timestamptz,
  ADD COLUMN entered_reason text CHECK (entered_reason IN ('place_free', 'overtook', 'criteria_changed')),
  ADD COLUMN entered_criteria_version int,
  ADD CHECK ((entered_at IS NULL) = (entered_reason IS NULL) AND (entered_at IS NULL) = (entered_criteria_version IS NULL));

-- Who entered and left the list of a job, the newest so many of each job. Never changed, so the right to is taken; old ones are dropped.
CREATE TABLE screening.shortlist_changes (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  job_id uuid NOT NULL,
  -- The version of the list that it brought, and the criteria of that version.
  version int NOT NULL,
  criteria_version int NOT NULL,
  application_id uuid NOT NULL,
  change text NOT NULL CHECK (change IN ('entered', 'left')),
  reason text NOT NULL CHECK (CASE change
    WHEN 'entered' THEN reason IN ('place_free', 'overtook', 'criteria_changed')
    ELSE reason IN ('no_longer_ranked', 'below_min_score', 'score_fell', 'outranked', 'criteria_changed') END),
  -- The one it got, or had.
  rank int NOT NULL,
  -- Of the time of the change; null when it has none any more.
  score numeric(5, 2) CHECK (score BETWEEN 0 AND 100),
  changed_at timestamptz NOT NULL
);
CREATE INDEX shortlist_changes_job ON screening.shortlist_changes (organization_id, job_id, id DESC);
CREATE INDEX shortlist_changes_application ON screening.shortlist_changes (organization_id, application_id, id DESC);
CALL platform.protect('screening.shortlist_changes');
REVOKE UPDATE ON screening.shortlist_changes FROM screening_app;

-- Random samples of applications that were left out, for people to say who should not have been. All that is needed to draw one again is kept.
CREATE TABLE screening.shortlist_samples (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  job_id uuid NOT NULL,
  -- The list below whose line it was drawn.
  shortlist_version int NOT NULL,
  criteria_version int NOT NULL,
  method text NOT NULL,
  seed text NOT NULL,
  -- Everybody it could have hit, in order of id, and its SHA-256.
  frame uuid[] NOT NULL,
  frame_hash text NOT NULL CHECK (frame_hash ~ '^[0-9a-f]{64}$'),
  drawn_by uuid NOT NULL,
  drawn_at timestamptz NOT NULL
);
CREATE INDEX shortlist_samples_job ON screening.shortlist_samples (organization_id, job_id, id DESC);
CALL platform.protect('screening.shortlist_samples');
CALL screening.make_immutable('screening.shortlist_samples');

-- Whom a sample hit, in the order in which they were drawn, and by which record they were left out.
CREATE TABLE screening.sampled_applications (
  organization_id uuid NOT NULL,
  sample_id uuid NOT NULL,
  position int NOT NULL CHECK (position > 0),
  application_id uuid NOT NULL,
  screening_id uuid,
  PRIMARY KEY (organization_id, sample_id, position),
  UNIQUE (organization_id, sample_id, application_id)
);
CALL platform.protect('screening.sampled_applications');
CALL screening.make_immutable('screening.sampled_applications');

-- What people say of them. The newest of an application counts, the others stay.
CREATE TABLE screening.sample_verdicts (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  sample_id uuid NOT NULL,
  application_id uuid NOT NULL,
  verdict text NOT NULL CHECK (verdict IN ('rightly_left_out', 'wrongly_left_out', 'cannot_tell')),
  -- Sealed under the person's key.
  reason text NOT NULL,
  user_id uuid NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX sample_verdicts_sample ON screening.sample_verdicts (organization_id, sample_id, id);
CALL platform.protect('screening.sample_verdicts');
CALL screening.make_immutable('screening.sample_verdicts');
