import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import type { Arrival } from '#slices/floor/bins/read-bins.ts'
import type { FloorParcel, Task } from '#slices/floor/queries.ts'
import type { Scan } from '#slices/floor/scans/scan-input.ts'
import { bears, partsOf, withBoxed, withPicks, withPutAway } from './applied.ts'

const scan = (of: Partial<Scan>): Scan => ({
  id: uuidv7(),
  kind: 'pick',
  code: 'MUG-1',
  quantity: 1,
  at: '2026-11-29T10:15:04.000Z',
  ...of,
})
const share = (slot: number, wanted: number) => ({
  parcel: uuidv7(),
  orderNumber: `O-${slot}`,
  slot,
  wanted,
  picked: 0,
  short: 0,
})
const task: Task = {
  id: uuidv7(),
  waveId: uuidv7(),
  trolley: 0,
  seq: 1,
  bin: 'A-01-1',
  sku: 'MUG-1',
  barcode: '4006381333931',
  name: 'Mug',
  options: {},
  imageUrl: null,
  wanted: 4,
  picked: 0,
  short: 0,
  claimedBy: null,
  claimedUntil: null,
  shares: [share(2, 1), share(1, 3)],
}
const parcel = {
  id: uuidv7(),
  lines: [
    { sku: 'MUG-1', barcode: null, name: 'Mug', options: {}, bin: null, quantity: 2, picked: 2, packed: 1 },
  ],
} as unknown as FloorParcel

test('an item is known by its SKU and by its barcode, in small letters too', () => {
  expect(['mug-1', 'MUG-1', '4006381333931', 'JUG-1'].map(code => bears(task, code))).toEqual([
    true,
    true,
    true,
    false,
  ])
})

test('units go into the lowest tote first', () => {
  expect(partsOf(task.shares, 4)).toEqual([
    { slot: 1, units: 3 },
    { slot: 2, units: 1 },
  ])
})

test('the walk counts what was scanned, and what was not found goes missing in the highest tote', () => {
  const [seen] = withPicks(
    [task],
    [scan({ task: task.id, quantity: 2 }), scan({ task: task.id, kind: 'short' })],
  )
  expect(seen).toMatchObject({ picked: 2, short: 1 })
  expect(seen?.shares.map(({ slot, picked, short }) => ({ slot, picked, short }))).toEqual([
    { slot: 2, picked: 0, short: 1 },
    { slot: 1, picked: 2, short: 0 },
  ])
})

test('the scan of another item, of another task or of too many counts nothing', () => {
  const wrong = [
    scan({ task: task.id, code: 'JUG-1' }),
    scan({ task: uuidv7() }),
    scan({ task: task.id, quantity: 5 }),
  ]
  expect(withPicks([task], wrong)).toEqual([task])
})

test('a unit goes into the box once, and comes out of it when it is put back', () => {
  const packed = withBoxed(parcel, [scan({ kind: 'pack', parcel: parcel.id, quantity: 1 })])
  expect(packed.lines[0]).toMatchObject({ picked: 2, packed: 2 })
  expect(withBoxed(packed, [scan({ kind: 'pack', parcel: parcel.id })])).toEqual(packed)
  const back = withBoxed(packed, [scan({ kind: 'put_back', parcel: parcel.id })])
  expect(back.lines[0]).toMatchObject({ picked: 1, packed: 1 })
})

test('what is put away waits no more, whether by its SKU or its barcode, and nothing else is less for it', () => {
  const mug = { sku: 'MUG-1', barcode: '4006381333931', units: 5 } as Arrival
  const jug = { sku: 'JUG-1', barcode: null, units: 2 } as Arrival
  const put = (of: Partial<Scan>) => scan({ kind: 'put_away', bin: 'A-1', warehouse: 'north', ...of })
  const left = (...scans: Scan[]) => withPutAway([mug, jug], scans).map(({ sku, units }) => `${sku} ${units}`)
  expect(left(put({ quantity: 2 }), put({ code: '4006381333931' }))).toEqual(['MUG-1 2', 'JUG-1 2'])
  expect(left(put({ quantity: 5 }))).toEqual(['JUG-1 2'])
  expect(left(put({ kind: 'move', quantity: 3 }))).toEqual(['MUG-1 5', 'JUG-1 2'])
})
