import { carrierSql } from '#sandbox/carrier/schema.ts'
import { deliveriesSql } from '#sandbox/webhooks/schema.ts'
import { standInSql } from './stand-in/schema.ts'
import { objectsSql } from './storage/schema.ts'

/** The books of the outside world. Money in minor units; `created` in seconds as Stripe counts, `_at_ms` in milliseconds. */
export const schemaVersion = 6

const disputesSql = `
CREATE TABLE disputes (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  charge_id TEXT NOT NULL REFERENCES charges (id),
  payment_intent_id TEXT NOT NULL REFERENCES payment_intents (id),
  amount INTEGER NOT NULL CHECK (amount > 0),
  currency TEXT NOT NULL,
  reason TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN
    ('warning_needs_response', 'warning_under_review', 'warning_closed', 'needs_response', 'under_review', 'won', 'lost')),
  evidence TEXT,
  due_by INTEGER NOT NULL,
  created INTEGER NOT NULL,
  withdrawn_at INTEGER,
  reinstated_at INTEGER
) STRICT;
CREATE INDEX disputes_charge ON disputes (charge_id);
CREATE INDEX disputes_intent ON disputes (payment_intent_id);
`

const customersSql = `
CREATE TABLE customers (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  email TEXT,
  name TEXT,
  description TEXT,
  metadata TEXT NOT NULL,
  default_card TEXT REFERENCES payment_methods (id),
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  created INTEGER NOT NULL
) STRICT;
CREATE TABLE saved_cards (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE REFERENCES payment_methods (id),
  customer_id TEXT NOT NULL REFERENCES customers (id),
  state TEXT NOT NULL CHECK (state IN ('attached', 'detached')),
  created INTEGER NOT NULL DEFAULT (unixepoch())
) STRICT;
CREATE INDEX saved_cards_customer ON saved_cards (customer_id);
`

const shipmentsSql = `
CREATE TABLE shipments (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  parcel_id TEXT NOT NULL UNIQUE,
  order_id TEXT NOT NULL,
  order_number TEXT NOT NULL,
  warehouse TEXT,
  request_hash TEXT NOT NULL,
  request TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('received', 'picking', 'packed', 'shipped', 'delivered', 'cancelled')),
  carrier TEXT,
  tracking_number TEXT,
  next_step_at_ms INTEGER,
  received_at_ms INTEGER NOT NULL,
  changed_at_ms INTEGER NOT NULL,
  CHECK ((next_step_at_ms IS NULL) = (state IN ('delivered', 'cancelled'))),
  CHECK (state NOT IN ('shipped', 'delivered') OR tracking_number IS NOT NULL)
) STRICT;
CREATE INDEX shipments_due ON shipments (next_step_at_ms) WHERE next_step_at_ms IS NOT NULL;
CREATE INDEX shipments_order ON shipments (order_id);
CREATE INDEX shipments_number ON shipments (order_number);
`

/** The statements that an older file lacks, by its version. */
export const upgradeSql: Record<number, string> = {
  1: `
ALTER TABLE refunds ADD COLUMN status TEXT NOT NULL DEFAULT 'succeeded' CHECK (status IN ('pending', 'succeeded', 'failed'));
ALTER TABLE refunds ADD COLUMN failure_reason TEXT;
ALTER TABLE payment_methods ADD COLUMN dispute TEXT;
${disputesSql}`,
  2: objectsSql,
  3: `
ALTER TABLE payment_intents ADD COLUMN customer_id TEXT;
ALTER TABLE payment_intents ADD COLUMN setup_future_usage TEXT;
${customersSql}`,
  // Before, the key of a parcel was its order's id.
  4: `
ALTER TABLE shipments RENAME TO shipments_before;
DROP INDEX shipments_due;
DROP INDEX shipments_number;
${shipmentsSql}
INSERT INTO shipments (seq, parcel_id, order_id, order_number, request_hash, request, state, carrier, tracking_number,
    next_step_at_ms, received_at_ms, changed_at_ms)
  SELECT seq, order_id, order_id, order_number, request_hash, request, state, carrier, tracking_number,
    next_step_at_ms, received_at_ms, changed_at_ms FROM shipments_before;
DROP TABLE shipments_before;`,
  // Before, nobody but the bank and the warehouse sent webhooks.
  5: `${standInSql}
ALTER TABLE webhook_deliveries RENAME TO deliveries_before;
DROP INDEX webhook_deliveries_due;
${deliveriesSql}
INSERT INTO webhook_deliveries SELECT * FROM deliveries_before;
DROP TABLE deliveries_before;
${carrierSql}`,
}

export const schemaSql = `
CREATE TABLE payment_methods (
  id TEXT PRIMARY KEY,
  brand TEXT NOT NULL,
  last4 TEXT NOT NULL CHECK (length(last4) = 4),
  exp_month INTEGER NOT NULL,
  exp_year INTEGER NOT NULL,
  funding TEXT NOT NULL,
  country TEXT NOT NULL,
  authentication INTEGER NOT NULL CHECK (authentication IN (0, 1)),
  outcome TEXT NOT NULL,
  billing_details TEXT NOT NULL,
  created INTEGER NOT NULL,
  dispute TEXT
) STRICT;

CREATE TABLE confirmation_tokens (
  id TEXT PRIMARY KEY,
  payment_method_id TEXT NOT NULL REFERENCES payment_methods (id),
  payment_intent_id TEXT,
  expires INTEGER NOT NULL,
  created INTEGER NOT NULL
) STRICT;

CREATE TABLE payment_intents (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  amount INTEGER NOT NULL CHECK (amount > 0),
  currency TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN
    ('requires_payment_method', 'requires_confirmation', 'requires_action', 'succeeded', 'canceled')),
  client_secret TEXT NOT NULL,
  metadata TEXT NOT NULL,
  order_id TEXT,
  description TEXT,
  receipt_email TEXT,
  shipping TEXT,
  statement_descriptor TEXT,
  statement_descriptor_suffix TEXT,
  automatic_payment_methods TEXT,
  payment_method_types TEXT NOT NULL,
  return_url TEXT,
  payment_method_id TEXT REFERENCES payment_methods (id),
  customer_id TEXT,
  setup_future_usage TEXT,
  latest_charge_id TEXT,
  last_payment_error TEXT,
  cancellation_reason TEXT,
  canceled_at INTEGER,
  created INTEGER NOT NULL
) STRICT;
CREATE INDEX payment_intents_created ON payment_intents (created);
CREATE INDEX payment_intents_order ON payment_intents (order_id);

CREATE TABLE charges (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  payment_intent_id TEXT NOT NULL REFERENCES payment_intents (id),
  payment_method_id TEXT NOT NULL REFERENCES payment_methods (id),
  order_id TEXT,
  amount INTEGER NOT NULL CHECK (amount > 0),
  amount_refunded INTEGER NOT NULL DEFAULT 0 CHECK (amount_refunded BETWEEN 0 AND amount),
  currency TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('succeeded', 'failed')),
  decline TEXT,
  authenticated INTEGER NOT NULL CHECK (authenticated IN (0, 1)),
  metadata TEXT NOT NULL,
  description TEXT,
  created INTEGER NOT NULL,
  CHECK (amount_refunded = 0 OR status = 'succeeded')
) STRICT;
CREATE UNIQUE INDEX charges_one_success_per_intent ON charges (payment_intent_id) WHERE status = 'succeeded';
CREATE INDEX charges_order ON charges (order_id);

CREATE TABLE refunds (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  charge_id TEXT NOT NULL REFERENCES charges (id),
  payment_intent_id TEXT NOT NULL REFERENCES payment_intents (id),
  amount INTEGER NOT NULL CHECK (amount > 0),
  currency TEXT NOT NULL,
  reason TEXT,
  metadata TEXT NOT NULL,
  created INTEGER NOT NULL,
  status TEXT NOT NULL DEFAULT 'succeeded' CHECK (status IN ('pending', 'succeeded', 'failed')),
  failure_reason TEXT
) STRICT;
CREATE INDEX refunds_intent ON refunds (payment_intent_id);
CREATE INDEX refunds_charge ON refunds (charge_id);

${disputesSql}${customersSql}
CREATE TABLE events (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  body TEXT NOT NULL,
  created INTEGER NOT NULL
) STRICT;

CREATE TABLE idempotency_keys (
  scope TEXT NOT NULL CHECK (scope IN ('stripe', 'resend')),
  key TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  status INTEGER NOT NULL,
  body TEXT NOT NULL,
  request_id TEXT NOT NULL,
  saved_at_ms INTEGER NOT NULL,
  PRIMARY KEY (scope, key)
) STRICT, WITHOUT ROWID;

${deliveriesSql}
CREATE TABLE emails (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  sender TEXT NOT NULL,
  recipients TEXT NOT NULL,
  cc TEXT NOT NULL,
  bcc TEXT NOT NULL,
  reply_to TEXT NOT NULL,
  subject TEXT NOT NULL,
  html TEXT,
  text TEXT NOT NULL,
  tags TEXT NOT NULL,
  order_number TEXT,
  sent_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX emails_order ON emails (order_number);

CREATE TABLE email_attachments (
  email_id TEXT NOT NULL REFERENCES emails (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  filename TEXT NOT NULL,
  content_type TEXT NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (email_id, position)
) STRICT, WITHOUT ROWID;

${shipmentsSql}
CREATE TABLE faults (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  service TEXT NOT NULL,
  kind TEXT NOT NULL,
  ms INTEGER NOT NULL,
  remaining INTEGER CHECK (remaining >= 0),
  expires_at_ms INTEGER,
  hits INTEGER NOT NULL DEFAULT 0,
  created_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE floor (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), paused INTEGER NOT NULL CHECK (paused IN (0, 1))) STRICT;
INSERT INTO floor VALUES (1, 0);
${objectsSql}${standInSql}${carrierSql}`

/** Children before parents, so that foreign keys hold while the books are emptied. */
export const bookTables = [
  'disputes',
  'refunds',
  'charges',
  'confirmation_tokens',
  'payment_intents',
  'saved_cards',
  'customers',
  'payment_methods',
  'events',
  'idempotency_keys',
  'webhook_deliveries',
  'email_attachments',
  'emails',
  'shipments',
  'stand_in_parcels',
  'stand_in_waves',
  'stand_in_off',
  'carrier_scans',
  'carrier_labels',
  'objects',
  'faults',
] as const
