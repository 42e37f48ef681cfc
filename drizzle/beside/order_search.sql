-- What staff search orders by (order_words stands in the migrations): without locking out buyers while it is built.
CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_words_idx ON orders USING gin (order_words(number, email, shipping_address, tracking_number) gin_trgm_ops);
-- How many orders a name has must be told apart from none, or a search for it reads them all.
ALTER INDEX orders_words_idx ALTER COLUMN 1 SET STATISTICS 1000;
CREATE INDEX CONCURRENTLY IF NOT EXISTS order_lines_sku_idx ON order_lines (lower(sku) text_pattern_ops, id);
-- The index before it; its column stays for processes of the release before, which then read it without one.
DROP INDEX CONCURRENTLY IF EXISTS orders_search_idx;
