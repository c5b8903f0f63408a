-- How questions were answered, per day (UTC): what the ledger of calls cannot tell, since an answer from the cache and one of the rules are no call.
-- `asked`: a call was made for it. `cached`: the same question was answered within the hour. `shared`: it was being answered already. `degraded`: the
-- rules stood in, because no model that was asked for could.
CREATE TABLE platform.model_answers (
  organization_id uuid NOT NULL,
  day date NOT NULL,
  provider text NOT NULL,
  model text NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('asked', 'cached', 'shared', 'degraded')),
  answers int NOT NULL CHECK (answers > 0),
  PRIMARY KEY (organization_id, day, provider, model, outcome)
);
CALL platform.protect('platform.model_answers');
