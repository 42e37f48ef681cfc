export const carrierSql = `
CREATE TABLE carrier_labels (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  parcel_id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  order_number TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  request TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('bought', 'voided', 'accepted', 'in_transit', 'out_for_delivery', 'delivered',
    'damaged', 'lost', 'undeliverable', 'returned_to_sender')),
  tracking_number TEXT NOT NULL UNIQUE,
  cost INTEGER NOT NULL CHECK (cost > 0),
  next_step_at_ms INTEGER,
  bought_at_ms INTEGER NOT NULL,
  changed_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX carrier_labels_due ON carrier_labels (next_step_at_ms) WHERE next_step_at_ms IS NOT NULL;
CREATE INDEX carrier_labels_order ON carrier_labels (order_id);
CREATE INDEX carrier_labels_parcel ON carrier_labels (parcel_id);
CREATE TABLE carrier_scans (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  label_id TEXT NOT NULL REFERENCES carrier_labels (id),
  code TEXT NOT NULL,
  place TEXT NOT NULL,
  at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX carrier_scans_label ON carrier_scans (label_id);
CREATE TABLE road (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), paused INTEGER NOT NULL CHECK (paused IN (0, 1))) STRICT;
INSERT INTO road VALUES (1, 0);
`
