/** What the people who stand in have begun, and where nobody stands in. */
export const standInSql = `
CREATE TABLE stand_in_waves (
  id TEXT PRIMARY KEY,
  warehouse TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('asked', 'walked')),
  asked_at_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE stand_in_parcels (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  parcel_id TEXT NOT NULL UNIQUE,
  warehouse TEXT NOT NULL,
  order_number TEXT NOT NULL,
  carrier TEXT NOT NULL,
  tracking_number TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('picked', 'packed', 'handed_over', 'delivered', 'left')),
  says TEXT,
  next_step_at_ms INTEGER,
  changed_at_ms INTEGER NOT NULL,
  CHECK ((next_step_at_ms IS NULL) = (state IN ('delivered', 'left')))
) STRICT;
CREATE INDEX stand_in_parcels_due ON stand_in_parcels (next_step_at_ms) WHERE next_step_at_ms IS NOT NULL;
CREATE TABLE stand_in_off (warehouse TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
`
