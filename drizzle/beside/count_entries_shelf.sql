-- Whether a shelf was counted again since.
CREATE INDEX CONCURRENTLY IF NOT EXISTS count_entries_shelf_idx ON count_entries (variant_id, counted_at);
