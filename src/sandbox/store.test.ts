import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore, type Store } from './store.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-store-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Takes a new file back to version 5, which knew neither a carrier nor people who stand in. */
const withoutCarrier = `DROP TABLE carrier_scans; DROP TABLE carrier_labels; DROP TABLE road; DROP TABLE stand_in_waves; DROP TABLE stand_in_parcels; DROP TABLE stand_in_off;`

/** Takes a new file's shipments back to the shape that they had up to version 4. */
const shipmentsOfVersion4 = `DROP INDEX shipments_order; ALTER TABLE shipments DROP COLUMN order_id; ALTER TABLE shipments DROP COLUMN warehouse;
  ALTER TABLE shipments RENAME COLUMN parcel_id TO order_id;`

test('the books of a sandbox that knew neither disputes nor objects nor kept cards are carried over', () => {
  const file = join(folder, 'old.sqlite')
  openStore(file).close()
  const old = new DatabaseSync(file)
  old.exec(`DROP TABLE saved_cards; DROP TABLE customers; ALTER TABLE payment_intents DROP COLUMN customer_id;
    ALTER TABLE payment_intents DROP COLUMN setup_future_usage; DROP TABLE objects; DROP TABLE disputes; ALTER TABLE refunds DROP COLUMN failure_reason; ALTER TABLE payment_methods DROP COLUMN dispute;
    CREATE TABLE kept AS SELECT seq, id, charge_id, payment_intent_id, amount, currency, reason, metadata, created FROM refunds;
    DROP TABLE refunds; ALTER TABLE kept RENAME TO refunds;
    ${shipmentsOfVersion4} ${withoutCarrier}
    INSERT INTO refunds VALUES (1, 're_old', 'ch_1', 'pi_1', 100, 'gbp', NULL, '{}', 1); PRAGMA user_version = 1`)
  old.close()
  const store = openStore(file)
  expect(store.all('SELECT id, status, failure_reason FROM refunds')).toEqual([
    { id: 're_old', status: 'succeeded', failure_reason: null },
  ])
  expect(store.all('SELECT * FROM disputes')).toEqual([])
  expect(store.all('SELECT * FROM objects')).toEqual([])
  expect(store.all('SELECT * FROM saved_cards JOIN customers c ON c.id = customer_id')).toEqual([])
  expect(store.all('SELECT customer_id, setup_future_usage FROM payment_intents')).toEqual([])
  store.close()
})

test('an order that was handed over before there were parcels is a parcel of its own', () => {
  const file = join(folder, 'version-4.sqlite')
  openStore(file).close()
  const old = new DatabaseSync(file)
  old.exec(`${shipmentsOfVersion4} ${withoutCarrier}
    INSERT INTO shipments VALUES (7, 'o1', 'O-1', 'hash', '{}', 'shipped', 'Royal Parcel', 'OR1GB', 5, 1, 2); PRAGMA user_version = 4`)
  old.close()
  const store = openStore(file)
  expect(store.all('SELECT * FROM shipments')).toEqual([
    {
      seq: 7,
      parcel_id: 'o1',
      order_id: 'o1',
      order_number: 'O-1',
      warehouse: null,
      request_hash: 'hash',
      request: '{}',
      state: 'shipped',
      carrier: 'Royal Parcel',
      tracking_number: 'OR1GB',
      next_step_at_ms: 5,
      received_at_ms: 1,
      changed_at_ms: 2,
    },
  ])
  const shapeOf = (books: Store) =>
    books.all<{ sql: string }>(
      `SELECT name, sql FROM sqlite_schema WHERE tbl_name = 'shipments' ORDER BY name`,
    )
  const fresh = openStore(':memory:')
  expect(shapeOf(store)).toEqual(shapeOf(fresh))
  fresh.close()
  store.close()
})

test('a webhook that waits in the books of a sandbox without a carrier still goes out, and the carrier may send its own', () => {
  const file = join(folder, 'version-5.sqlite')
  openStore(file).close()
  const old = new DatabaseSync(file)
  old.exec(`${withoutCarrier}
    INSERT INTO webhook_deliveries (channel, event_id, event_type, body, state, next_attempt_at_ms, created_at_ms)
      VALUES ('warehouse', 'msg_1', 'shipment.packed', '{}', 'pending', 5, 1); PRAGMA user_version = 5`)
  old.close()
  const store = openStore(file)
  store.run(`INSERT INTO webhook_deliveries (channel, event_id, event_type, body, state, next_attempt_at_ms, created_at_ms)
    VALUES ('carrier', 'msg_2', 'tracking.accepted', '{}', 'pending', 6, 2)`)
  expect(store.all('SELECT seq, channel, event_id, state FROM webhook_deliveries')).toEqual([
    { seq: 1, channel: 'warehouse', event_id: 'msg_1', state: 'pending' },
    { seq: 2, channel: 'carrier', event_id: 'msg_2', state: 'pending' },
  ])
  expect(
    store.all('SELECT * FROM carrier_labels JOIN carrier_scans ON label_id = carrier_labels.id'),
  ).toEqual([])
  expect(store.get('SELECT paused FROM road')).toEqual({ paused: 0 })
  store.close()
})
