-- What a model said, word for word, and the facts understood of it, sealed under the person's key. Null where the rules answered.
ALTER TABLE screening.screenings ADD COLUMN model_answer text;
