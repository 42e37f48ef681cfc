import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { inAudit } from '#platform/audit/audited.ts'
import type { DbOrTx } from '#platform/db/client.ts'
import { daySchema } from '#platform/fields/day-schema.ts'
import { SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { jsonBody } from '#platform/rest/json-body.ts'
import { json } from '#platform/rest/json-content.ts'
import { keyed, letIn, letInToWrite, ofStaff } from '#platform/rest/keyed.ts'
import { notFound } from '#platform/rest/problem.ts'
import { conflict, missing, problemResponses } from '#platform/rest/problem-schemas.ts'
import type { RestEnv } from '#platform/rest/routes.ts'
import { auditedWarehouse } from '../audited.ts'
import { readWarehouses, type Warehouse } from '../queries.ts'
import {
  makeWarehouse,
  moveWarehouse,
  setFloor,
  setHours,
  setLabels,
} from '../warehouses/change-warehouses.ts'
import { clockWords } from '../warehouses/dispatch-hours.ts'
import { movings } from '../warehouses/movings.ts'
import {
  changeWarehouseSchema,
  newWarehouseSchema,
  warehouseCodeField,
  warehouseFloors,
  warehouseLabels,
  warehouseStates,
} from '../warehouses/warehouse-input.ts'

const warehouseAnswer = z
  .object({
    id: z.uuid(),
    code: z.string(),
    name: z.string(),
    state: z.enum(warehouseStates).openapi({
      description:
        '`paused`: it sends what it has promised and promises nothing more. `closed`: it was empty, and nobody can put anything there.',
    }),
    floor: z.enum(warehouseFloors).openapi({
      description: '`outside`: another company packs there. `own`: our people do, on our floor.',
    }),
    cutOff: z.string().openapi({
      description: 'What is ordered before then, by its own clock, leaves on the same day.',
    }),
    timeZone: z.string(),
    workingDays: z.array(z.int()).openapi({
      description: 'The days of the week on which parcels leave, 0 being Sunday; on public holidays none do.',
    }),
    closedDays: z.array(daySchema).openapi({ description: 'Further days on which nothing leaves.' }),
    labels: z.enum(warehouseLabels).openapi({
      description:
        '`typed`: people type carrier and number at the hand-over. `bought`: the shop buys a label for each parcel that our people pack.',
    }),
  })
  .openapi('Warehouse', {
    example: {
      id: '019a9d3c-5f4e-7c1a-9a52-3f0f6f0d7b11',
      code: 'leeds',
      name: 'North warehouse, Leeds',
      state: 'open',
      floor: 'outside',
      cutOff: '16:00',
      timeZone: SHOP_TIME_ZONE,
      workingDays: [1, 2, 3, 4, 5],
      closedDays: ['2026-12-24'],
      labels: 'typed',
    },
  })

const listRoute = createRoute({
  ...ofStaff,
  method: 'get',
  path: '/admin/warehouses',
  operationId: 'listWarehouses',
  summary: 'Every warehouse, in the order in which orders take stock from them',
  middleware: keyed('stock.read'),
  responses: {
    200: {
      description: 'All of them; `nextCursor` is always null.',
      content: json(z.object({ warehouses: z.array(warehouseAnswer), nextCursor: z.null() })),
    },
    ...problemResponses([...letIn]),
  },
})

const makeRoute = createRoute({
  ...ofStaff,
  method: 'post',
  path: '/admin/warehouses',
  operationId: 'createWarehouse',
  summary: 'Add a warehouse, from which orders take stock last',
  description:
    'Our own people pack there, on our floor, unless `floor` says `outside`. A code that another warehouse has is refused with `conflict`, so sending it twice makes one.',
  middleware: [keyed('stock.write'), jsonBody],
  request: {
    body: {
      required: true,
      content: json(
        z
          .object(newWarehouseSchema.shape)
          .openapi('NewWarehouse', { example: { code: 'leeds', name: 'North warehouse, Leeds' } }),
      ),
    },
  },
  responses: {
    201: { description: 'The warehouse.', content: json(warehouseAnswer) },
    ...problemResponses([conflict, ...letInToWrite]),
  },
})

const moveRoute = createRoute({
  ...ofStaff,
  method: 'patch',
  path: '/admin/warehouses/{code}',
  operationId: 'changeWarehouse',
  summary:
    'Open, pause or close a warehouse, or say who packs there, where labels come from and when parcels leave',
  description:
    'Safe to repeat. What it has promised goes on; only an empty warehouse is closed. Parcels that were handed over already stay with those who have them. When parcels leave decides what is promised from now on; `closedDays` takes the place of all days that were named before.',
  middleware: [keyed('stock.write'), jsonBody],
  request: {
    params: z.object({ code: warehouseCodeField }),
    body: {
      required: true,
      content: json(
        changeWarehouseSchema.clone().openapi('ChangeWarehouse', {
          example: { state: 'paused', reason: 'The roof leaks' },
        }),
      ),
    },
  },
  responses: {
    200: { description: 'The warehouse as it now stands.', content: json(warehouseAnswer) },
    ...problemResponses([missing, conflict, ...letInToWrite]),
  },
})

export function addWarehouseRoutes(routes: OpenAPIHono<RestEnv>): void {
  routes.openapi(listRoute, async c =>
    c.json({ warehouses: (await readWarehouses(c.get('ctx').db)).map(shown), nextCursor: null }, 200),
  )
  routes.openapi(makeRoute, async c => {
    const ctx = c.get('ctx')
    const body = c.req.valid('json')
    const change = { action: 'warehouses.make', to: auditedWarehouse, id: body.code }
    await inAudit(ctx, change, ctx => makeWarehouse(ctx, body))
    return c.json(await answerOf(ctx.db, body.code), 201)
  })
  routes.openapi(moveRoute, async c => {
    const ctx = c.get('ctx')
    const { code } = c.req.valid('param')
    const { state, floor, labels, reason, ...hours } = c.req.valid('json')
    const change = { to: auditedWarehouse, id: code, reason }
    if (floor)
      await inAudit(ctx, { ...change, action: 'warehouses.floor' }, ctx => setFloor(ctx, { code, floor }))
    if (Object.values(hours).some(value => value !== undefined))
      await inAudit(ctx, { ...change, action: 'warehouses.hours' }, ctx => setHours(ctx, { code, ...hours }))
    if (labels)
      await inAudit(ctx, { ...change, action: 'warehouses.labels' }, ctx => setLabels(ctx, { code, labels }))
    if (state)
      await inAudit(ctx, { ...change, action: movings[state] }, ctx => moveWarehouse(ctx, { code, state }))
    return c.json(await answerOf(ctx.db, code), 200)
  })
}

async function answerOf(db: DbOrTx, code: string) {
  const found = (await readWarehouses(db)).find(warehouse => warehouse.code === code)
  if (!found) throw notFound()
  return shown(found)
}

function shown({ hours: { cutOffMinute, timeZone, workingDays, closedDays }, ...warehouse }: Warehouse) {
  return {
    ...warehouse,
    cutOff: clockWords(cutOffMinute),
    timeZone,
    workingDays: [...workingDays],
    closedDays: [...closedDays],
  }
}
