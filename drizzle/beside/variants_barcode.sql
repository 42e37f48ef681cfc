-- What a scanner reads, without locking out buyers while it is built.
CREATE INDEX CONCURRENTLY IF NOT EXISTS variants_barcode_idx ON variants (barcode) WHERE barcode IS NOT NULL;
