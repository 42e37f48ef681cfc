-- What lay where at a moment of the past. Placing writes neither: its reservations are held, and units leave with their parcel.
CREATE INDEX CONCURRENTLY IF NOT EXISTS stock_movements_past_idx ON stock_movements (variant_id, at);
CREATE INDEX CONCURRENTLY IF NOT EXISTS reservations_past_idx ON reservations (variant_id, updated_at) WHERE state <> 'held';
-- Looked through beside the running shop; a check that holds already is validated at once.
ALTER TABLE stock_movements VALIDATE CONSTRAINT stock_movements_of_a_line;
ALTER TABLE stock_movements VALIDATE CONSTRAINT stock_movements_units;
ALTER TABLE stock_movements VALIDATE CONSTRAINT stock_movements_pair;
