-- What of a variant began or ended between two moments. Placing writes none of them: its reservations are held, and a hold is of a parcel that was called off.
CREATE INDEX CONCURRENTLY IF NOT EXISTS reservations_begun_idx ON reservations (variant_id, created_at) WHERE state <> 'held';
CREATE INDEX CONCURRENTLY IF NOT EXISTS put_back_holds_begun_idx ON put_back_holds (variant_id, since);
CREATE INDEX CONCURRENTLY IF NOT EXISTS put_back_holds_ended_idx ON put_back_holds (variant_id, until) WHERE until IS NOT NULL;
