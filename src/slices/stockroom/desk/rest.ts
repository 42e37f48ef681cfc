import type { OpenAPIHono } from '@hono/zod-openapi'
import { inAudit, unseen } from '#platform/audit/audited.ts'
import type { DbOrTx } from '#platform/db/client.ts'
import { notFound } from '#platform/rest/problem.ts'
import { type RestEnv, restRoutes } from '#platform/rest/routes.ts'
import { asideOfSku, listAside } from '#slices/inventory/ledger/list-aside.ts'
import { sortAside } from '../aside/sort-aside.ts'
import { auditedCount, auditedReceipt } from '../audited.ts'
import { countAgain, countShelves } from '../counting/count-shelves.ts'
import { approveCount, dropCount } from '../counting/end-count.ts'
import { listCounts, listReceipts, readCount, readReceipt } from '../queries.ts'
import { bookReceipt } from '../receiving/book-receipt.ts'
import { asideOf, countOf, listedCountOf, listedReceiptOf, receiptOf } from './answers.ts'
import {
  againRoute,
  approveRoute,
  asideRoute,
  bookRoute,
  countRoute,
  countsRoute,
  dropRoute,
  receiptRoute,
  receiptsRoute,
  sortRoute,
  writeCountRoute,
} from './routes.ts'

/** The desk's verbs on deliveries, counts and what is set aside, for programs with a key. */
export function stockroomRest(): OpenAPIHono<RestEnv> {
  const routes = restRoutes()
  routes.openapi(receiptsRoute, async c => {
    const { warehouse = null, cursor = null } = c.req.valid('query')
    const found = await listReceipts(c.get('ctx').db, { warehouse, after: cursor })
    return c.json({ ...found, receipts: found.receipts.map(listedReceiptOf) }, 200)
  })
  routes.openapi(receiptRoute, async c =>
    c.json(await receiptFor(c.get('ctx').db, c.req.valid('param').id), 200),
  )
  routes.openapi(bookRoute, async c => {
    const ctx = c.get('ctx')
    const body = c.req.valid('json')
    const change = { action: 'receipts.book', to: auditedReceipt, id: body.id }
    await inAudit(ctx, change, ctx => bookReceipt(ctx, body))
    return c.json(await receiptFor(ctx.db, body.id), 201)
  })
  routes.openapi(countsRoute, async c => {
    const { warehouse = null, waits, cursor = null } = c.req.valid('query')
    const found = await listCounts(c.get('ctx').db, { warehouse, waits: waits === 'true', after: cursor })
    return c.json({ ...found, counts: found.counts.map(listedCountOf) }, 200)
  })
  routes.openapi(countRoute, async c => c.json(await countFor(c.get('ctx').db, c.req.valid('param').id), 200))
  routes.openapi(writeCountRoute, async c => {
    const ctx = c.get('ctx')
    const body = c.req.valid('json')
    await inAudit(ctx, { action: 'counts.write', to: auditedCount, id: body.id }, ctx =>
      countShelves(ctx, body),
    )
    return c.json(await countFor(ctx.db, body.id), 201)
  })
  routes.openapi(againRoute, async c => {
    const ctx = c.get('ctx')
    const { id } = c.req.valid('param')
    const { lines } = c.req.valid('json')
    await inAudit(ctx, { action: 'counts.again', to: auditedCount, id }, ctx =>
      countAgain(ctx, { id, lines }),
    )
    return c.json(await countFor(ctx.db, id), 200)
  })
  for (const [route, action, work] of [
    [approveRoute, 'counts.approve', approveCount],
    [dropRoute, 'counts.drop', dropCount],
  ] as const)
    routes.openapi(route, async c => {
      const ctx = c.get('ctx')
      const { id } = c.req.valid('param')
      const body = c.req.valid('json')
      await inAudit(ctx, { action, to: auditedCount, id, reason: body.reason }, ctx =>
        work(ctx, { id, ...body }),
      )
      return c.json(await countFor(ctx.db, id), 200)
    })
  routes.openapi(asideRoute, async c => {
    const { cursor = null } = c.req.valid('query')
    const found = await listAside(c.get('ctx').db, { after: cursor })
    return c.json({ ...found, aside: found.aside.map(asideOf) }, 200)
  })
  routes.openapi(sortRoute, async c => {
    const ctx = c.get('ctx')
    const body = c.req.valid('json')
    const change = { action: 'stock.sort', to: unseen('variant'), id: body.sku, reason: body.reason }
    await inAudit(ctx, change, ctx => sortAside(ctx, body))
    const aside = await asideOfSku(ctx.db, body.sku)
    return c.json({ aside: aside.map(asideOf) }, 200)
  })
  return routes
}

async function receiptFor(db: DbOrTx, id: string) {
  const receipt = await readReceipt(db, id)
  if (!receipt) throw notFound()
  return receiptOf(receipt)
}

async function countFor(db: DbOrTx, id: string) {
  const count = await readCount(db, id)
  if (!count) throw notFound()
  return countOf(count)
}
