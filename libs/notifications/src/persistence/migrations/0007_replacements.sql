-- A mail says that a newer submission took the place of the one before.
ALTER TABLE notifications.messages DROP CONSTRAINT messages_template_check;
ALTER TABLE notifications.messages ADD CONSTRAINT messages_template_check
  CHECK (template IN ('confirmation', 'replaced', 'duplicate', 'shortlisted', 'interview', 'offer', 'rejected', 'hired', 'shortlist'));
