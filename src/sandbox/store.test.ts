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

const beforeStandIns = 'DROP TABLE stand_in_waves; DROP TABLE stand_in_parcels; DROP TABLE stand_in_off;'
/** Takes a new file's shipments back to the shape that they had up to version 4. */
const shipmentsOfVersion4 = `${beforeStandIns} DROP INDEX shipments_order; ALTER TABLE shipments DROP COLUMN order_id; ALTER TABLE shipments DROP COLUMN warehouse;
  ALTER TABLE shipments RENAME COLUMN parcel_id TO order_id;`

test('the books of a sandbox that knew neither disputes nor objects nor kept cards are carried over', () => {
  const file = join(folder, 'old.sqlite')
  openStore(file).close()
  const old = new DatabaseSync(file)
  old.exec(`DROP TABLE saved_cards; DROP TABLE customers; ALTER TABLE payment_intents DROP COLUMN customer_id;
    ALTER TABLE payment_intents DROP COLUMN setup_future_usage; DROP TABLE objects; DROP TABLE disputes; ALTER TABLE refunds DROP COLUMN failure_reason; ALTER TABLE payment_methods DROP COLUMN dispute;
    CREATE TABLE kept AS SELECT seq, id, charge_id, payment_intent_id, amount, currency, reason, metadata, created FROM refunds;
    DROP TABLE refunds; ALTER TABLE kept RENAME TO refunds;
    ${shipmentsOfVersion4}
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
  old.exec(`${shipmentsOfVersion4}
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
