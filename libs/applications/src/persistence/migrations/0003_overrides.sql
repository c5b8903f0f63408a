-- What a person said last instead of the newest screening: score, decision, who and when. The reason stays with screening, sealed.
ALTER TABLE applications.applications ADD COLUMN override jsonb;
