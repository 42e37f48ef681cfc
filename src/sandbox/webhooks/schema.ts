export const deliveriesSql = `
CREATE TABLE webhook_deliveries (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  channel TEXT NOT NULL CHECK (channel IN ('stripe', 'warehouse', 'carrier')),
  event_id TEXT NOT NULL,
  event_type TEXT NOT NULL,
  body TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'dropped', 'abandoned')),
  held INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1)),
  spared INTEGER NOT NULL DEFAULT 0 CHECK (spared IN (0, 1)),
  attempts INTEGER NOT NULL DEFAULT 0,
  next_attempt_at_ms INTEGER NOT NULL,
  created_at_ms INTEGER NOT NULL,
  delivered_at_ms INTEGER,
  last_answer TEXT
) STRICT;
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (channel, next_attempt_at_ms) WHERE state = 'pending';
`
