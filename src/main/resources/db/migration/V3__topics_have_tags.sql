-- A topic's tags, by key. Read and written with its topic, as whole as its attributes, and never searched for.
ALTER TABLE topic ADD COLUMN tags jsonb NOT NULL DEFAULT '{}';
