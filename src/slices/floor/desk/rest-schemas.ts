import { z } from '@hono/zod-openapi'
import { warehouseLabels } from '#slices/inventory/warehouses/warehouse-input.ts'
import { floorStates, scanOutcomes, waveKinds } from '../floor-states.ts'

const id = z.uuid()
const units = z.int()
const warehouse = z.string().openapi({ description: 'The code of the warehouse.' })
const exampleId = '019a9d3c-5f4e-7c1a-9a52-3f0f6f0d7b11'

export const waveAnswer = z
  .object({
    id,
    warehouse,
    kind: z.enum(waveKinds),
    parcels: units,
    by: z.string(),
    madeAt: z.iso.datetime(),
    tasks: units,
    open: units.openapi({ description: 'Tasks of which something is still to be fetched.' }),
  })
  .openapi('Wave')

export const taskAnswer = z
  .object({
    id,
    wave: id,
    trolley: units,
    seq: units.openapi({ description: 'Its place in the walk of its trolley.' }),
    bin: z.string().nullable(),
    sku: z.string(),
    barcode: z.string().nullable(),
    name: z.string(),
    wanted: units,
    picked: units,
    short: units,
    claimedBy: z.string().nullable(),
    claimedUntil: z.iso.datetime().nullable(),
    parcels: z.array(
      z.object({
        parcel: id,
        orderNumber: z.string(),
        slot: units.openapi({ description: 'The number of its tote on the trolley.' }),
        wanted: units,
        picked: units,
        short: units,
      }),
    ),
  })
  .openapi('PickTask')

export const scanAnswer = z
  .object({
    id,
    outcome: z.enum(scanOutcomes).openapi({
      description:
        '`picked`, `short_noted`, `packed`, `put_back`, `put_away` and `moved` were taken in; every other outcome changed nothing.',
    }),
    message: z.string(),
    left: units.openapi({
      description:
        'Units that are still to be done of the task or of the line; of what is put away, units that are not yet, and of what is moved, those that stay.',
    }),
    slots: z.array(z.object({ slot: units, units })).optional(),
  })
  .openapi('ScanAnswer', {
    example: {
      id: exampleId,
      outcome: 'picked',
      message: '1 × Stoneware mug',
      left: 0,
      slots: [{ slot: 3, units: 1 }],
    },
  })

export const floorAnswer = z
  .object({
    code: z.string(),
    name: z.string(),
    labels: z.enum(warehouseLabels),
    waiting: units,
    short: units,
    picked: units,
    packed: units,
    putBack: units,
    handedOver: units,
    toPutAway: units.openapi({
      description: 'SKUs of which something came and may not be in a bin yet; at most 1,000 are counted.',
    }),
    lastWave: z.object({ id, by: z.string(), madeAt: z.iso.datetime() }).nullable(),
  })
  .openapi('Floor')

export const floorParcelAnswer = z
  .object({
    id,
    orderId: id,
    orderNumber: z.string(),
    state: z.enum(floorStates),
    shippingMethod: z.string(),
    takenAt: z.iso.datetime().openapi({ description: 'It waits on the floor since then.' }),
    wave: id.nullable(),
    trolley: units.nullable(),
    slot: units.nullable(),
    shortSince: z.iso
      .datetime()
      .nullable()
      .openapi({ description: 'Since then something of it was not found.' }),
    putBackSince: z.iso.datetime().nullable().openapi({
      description: 'It was stopped then, and what was picked of it is not for sale until it is put back.',
    }),
    weightGrams: units.nullable(),
    carrier: z.string().nullable(),
    trackingNumber: z.string().nullable(),
    lines: z.array(
      z.object({
        sku: z.string(),
        name: z.string(),
        bin: z.string().nullable(),
        quantity: units,
        picked: units,
        packed: units,
      }),
    ),
  })
  .openapi('FloorParcel')

export const lossAnswer = z
  .object({ id, parcel: id, code: z.string(), quantity: units })
  .openapi('WrittenOff')

const sku = z.string()
const name = z.string()
const bin = z.string()

export const binAnswer = z
  .object({
    bin,
    zone: z.string().openapi({ description: 'The first part of the code.' }),
    items: z.array(z.object({ sku, name, units })).openapi({ description: 'At most 100 SKUs of it.' }),
  })
  .openapi('Bin', {
    example: {
      bin: 'A-03-2',
      zone: 'A',
      items: [{ sku: 'MUG-STONE-MOSS-L', name: 'Stoneware mug, Moss, Large', units: 12 }],
    },
  })

export const shelfAnswer = z
  .object({
    sku,
    name,
    home: bin.nullable().openapi({
      description: 'Where it is put away, and where units are looked for that lie in no bin by the books.',
    }),
    onHand: units,
    inBins: units,
    inHand: units.openapi({ description: 'In totes and boxes that have not left.' }),
    notPutAway: units.openapi({ description: 'On the shelf, and in no bin by the books.' }),
  })
  .openapi('ShelfInBins', {
    example: {
      sku: 'MUG-STONE-MOSS-L',
      name: 'Stoneware mug',
      home: 'A-03-2',
      onHand: 20,
      inBins: 12,
      inHand: 3,
      notPutAway: 5,
    },
  })

export const arrivalAnswer = z
  .object({
    sku,
    barcode: z.string().nullable(),
    name,
    units,
    suggested: bin.nullable().openapi({ description: 'Its home, or else the bin with most of it.' }),
    since: z.iso.datetime(),
  })
  .openapi('ToPutAway', {
    example: {
      sku: 'MUG-STONE-MOSS-L',
      barcode: '5012345678900',
      name: 'Stoneware mug, Moss, Large',
      units: 24,
      suggested: 'A-03-2',
      since: '2026-11-29T10:15:04.000Z',
    },
  })
