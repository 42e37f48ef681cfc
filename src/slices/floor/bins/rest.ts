import type { OpenAPIHono } from '@hono/zod-openapi'
import { inAudit, unseen } from '#platform/audit/audited.ts'
import { invalid } from '#platform/rest/problem.ts'
import type { RestEnv } from '#platform/rest/routes.ts'
import { itemName } from '#slices/catalog/option-words.ts'
import { addBins } from './add-bins.ts'
import { listArrivals, listBins } from './read-bins.ts'
import { addBinsRoute, binsRoute, putAwayRoute } from './routes.ts'

export function addBinRoutes(routes: OpenAPIHono<RestEnv>): void {
  routes.openapi(binsRoute, async c => {
    const { warehouse, bin = null, sku: item = null, cursor: after = null } = c.req.valid('query')
    const found = known(await listBins(c.get('ctx'), { warehouse, bin, item, after }))
    const bins = found.bins.map(one => ({ ...one, items: one.items.map(named) }))
    return c.json({ ...found, bins }, 200)
  })
  routes.openapi(addBinsRoute, async c => {
    const ctx = c.get('ctx')
    const body = c.req.valid('json')
    const change = { action: 'floor.add-bins', to: unseen('warehouse'), id: body.warehouse }
    await inAudit(ctx, change, ctx => addBins(ctx, body))
    return c.json(body, 200)
  })
  routes.openapi(putAwayRoute, async c => {
    const found = known(await listArrivals(c.get('ctx'), c.req.valid('query').warehouse))
    const items = found.map(({ imageUrl: _, since, ...item }) => ({
      ...named(item),
      since: new Date(since).toISOString(),
    }))
    return c.json({ items, nextCursor: null }, 200)
  })
}

const named = <Item extends { name: string; options: Record<string, string> }>({
  options,
  ...item
}: Item) => ({
  ...item,
  name: itemName(item.name, options),
})

function known<Thing>(found: Thing | null): Thing {
  if (!found) throw invalid([{ path: 'warehouse', message: 'There is no warehouse with this code' }])
  return found
}
