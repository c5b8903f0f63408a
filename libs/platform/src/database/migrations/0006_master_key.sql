-- Tells at start whether the master key is the one that this database's keys are wrapped with. A fingerprint is no secret.
CREATE TABLE platform.master_key (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  fingerprint text NOT NULL
);
GRANT SELECT, INSERT ON platform.master_key TO platform_app;
