-- Counts what was submitted for an application: policy `replace` lets a newer submission take the place of the one before.
ALTER TABLE applications.applications ADD COLUMN submission_number int NOT NULL DEFAULT 1 CHECK (submission_number > 0);

-- A receipt of somebody who showed the token of an earlier one.
ALTER TABLE applications.receipts DROP CONSTRAINT receipts_reason_check;
ALTER TABLE applications.receipts ADD CONSTRAINT receipts_reason_check CHECK (reason IN ('retry', 'duplicate', 'replacement'));
