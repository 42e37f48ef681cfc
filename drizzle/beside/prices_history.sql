-- What a variant cost before, for the lowest price of the days before a sale. The price of today has an index of its own.
CREATE INDEX CONCURRENTLY IF NOT EXISTS prices_history_idx ON prices (variant_id, valid_to) WHERE valid_to IS NOT NULL;
