import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCallerFactory, type RequestCtx } from '#platform/trpc/init.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { ada, shopper } from '#slices/orders/desk/test-orders.ts'
import { beginReconciliation, endReconciliation, noteFindings } from '../reconciliation.ts'
import { booksRouter } from './router.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

function callerOf(visitor: RequestCtx['visitor']) {
  return createCallerFactory(booksRouter)({
    ...shop.ctx,
    visitor,
    rights: visitor?.rights ?? [],
    actor: visitor?.isStaff
      ? { kind: 'staff', id: visitor.customerId, name: visitor.name }
      : { kind: 'program' },
    headers: new Headers(),
    answerHeaders: null,
    requestId: 'test',
    address: 'test',
    goOn: () => {},
  })
}

const began = (at: Date, startedBy = 'system:reconciliation') =>
  beginReconciliation(shop.db, { startedBy, from: new Date(at.getTime() - 86_400_000), until: at, now: at })

test('the last runs are shown, newest first, and differences that need a person come before mended ones', async () => {
  const earlier = await began(new Date(Date.now() - 60_000))
  if (!earlier) throw new Error('another run is in progress')
  await endReconciliation(shop.db, earlier.id, {
    at: new Date(),
    failure: 'The bank could not be asked.',
  })
  const run = await began(new Date(), `staff:${uuidv7()}:Ada`)
  if (!run) throw new Error('another run is in progress')
  const orderId = uuidv7()
  const finding = { kind: 'not_settled' as const, orderId, providerId: 'pi_1', sentence: 'It waits.' }
  await noteFindings(
    shop.db,
    run.id,
    [
      ...Array.from({ length: 110 }, () => ({ ...finding, outcome: 'mended' as const })),
      { ...finding, kind: 'charged_twice', outcome: 'needs_review' },
    ],
    new Date(),
  )
  const { runs } = await callerOf(ada).read()
  expect(runs).toMatchObject([
    { id: run.id, startedBy: 'Ada', endedAt: null, total: 111 },
    { id: earlier.id, startedBy: null, failure: 'The bank could not be asked.', total: 0 },
  ])
  expect(runs[0]?.differences).toHaveLength(100)
  expect(runs[0]?.differences[0]).toMatchObject({ kind: 'charged_twice', outcome: 'needs_review', orderId })

  expect(await callerOf(ada).reconcile({ days: 3 })).toEqual({ begun: false })
  await endReconciliation(shop.db, run.id, { at: new Date(), failure: null })
  expect(await callerOf(ada).reconcile({ days: 3 })).toEqual({ begun: true })
  const jobs = await shop.db.$client`select data from pgboss.job where name = 'orders.reconcile'`
  expect(jobs).toMatchObject([{ data: { days: 3, startedBy: expect.stringMatching(/^staff:.*:Ada$/) } }])
})

test('only staff read the books and have them compared', async () => {
  for (const [visitor, code] of [
    [null, 'UNAUTHORIZED'],
    [shopper, 'FORBIDDEN'],
  ] as const) {
    await expect(callerOf(visitor).read()).rejects.toMatchObject({ code })
    await expect(callerOf(visitor).reconcile({ days: 3 })).rejects.toMatchObject({ code })
  }
})
