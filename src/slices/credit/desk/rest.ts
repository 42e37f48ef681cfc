import type { OpenAPIHono } from '@hono/zod-openapi'
import { type Change, inAudit } from '#platform/audit/audited.ts'
import type { DbOrTx } from '#platform/db/client.ts'
import { notFound } from '#platform/rest/problem.ts'
import { type RestEnv, restRoutes } from '#platform/rest/routes.ts'
import { dayOf } from '../account.ts'
import { auditedGiftCard } from '../audited.ts'
import { adjustCard, blockCard, unblockCard } from '../cards/change-card.ts'
import { issueFromDesk } from '../cards/issue-from-desk.ts'
import { readLiability } from '../liability.ts'
import { daysOf } from '../liability-input.ts'
import { type GiftCard, listGiftCards, readGiftCard } from '../queries.ts'
import { cardOf, listedCardOf } from './answers.ts'
import {
  adjustRoute,
  blockRoute,
  cardRoute,
  cardsRoute,
  issueRoute,
  liabilityRoute,
  unblockRoute,
} from './routes.ts'

/** Gift cards and what is owed, for programs with a key. */
export function creditRest(): OpenAPIHono<RestEnv> {
  const routes = restRoutes()
  routes.openapi(issueRoute, async c => {
    const ctx = c.get('ctx')
    const id = c.req.valid('header')['idempotency-key']
    const input = { id, ...c.req.valid('json') }
    const { code } = await inAudit(ctx, changed('issue', id), ctx => issueFromDesk(ctx, input))
    return c.json({ ...listedCardOf(await cardFor(ctx.db, id)), code }, 201)
  })
  routes.openapi(cardsRoute, async c => {
    const { query, cursor = null } = c.req.valid('query')
    const found = await listGiftCards(c.get('ctx').db, { ...query, after: cursor })
    return c.json({ ...found, giftCards: found.giftCards.map(listedCardOf) }, 200)
  })
  routes.openapi(cardRoute, async c =>
    c.json(cardOf(await cardFor(c.get('ctx').db, c.req.valid('param').id)), 200),
  )
  for (const [route, verb, work] of [
    [blockRoute, 'block', blockCard],
    [unblockRoute, 'unblock', unblockCard],
  ] as const)
    routes.openapi(route, async c => {
      const ctx = c.get('ctx')
      const { id } = c.req.valid('param')
      // A request without a body has none to read.
      const reason = c.req.header('content-type') === undefined ? undefined : c.req.valid('json').reason
      await inAudit(ctx, { ...changed(verb, id), reason }, ctx => work(ctx, id))
      return c.json(cardOf(await cardFor(ctx.db, id)), 200)
    })
  routes.openapi(adjustRoute, async c => {
    const ctx = c.get('ctx')
    const { id } = c.req.valid('param')
    const wish = { ...c.req.valid('json'), id, adjustmentId: c.req.valid('header')['idempotency-key'] }
    await inAudit(ctx, { ...changed('adjust', id), reason: wish.reason }, ctx => adjustCard(ctx, wish))
    return c.json(cardOf(await cardFor(ctx.db, id)), 200)
  })
  routes.openapi(liabilityRoute, async c => {
    const ctx = c.get('ctx')
    const days = daysOf(c.req.valid('query'), dayOf(ctx.now()))
    return c.json({ ...days, months: await readLiability(ctx.db, days) }, 200)
  })
  return routes
}

const changed = (verb: string, id: string): Change => ({
  action: `gift_cards.${verb}`,
  to: auditedGiftCard,
  id,
})

async function cardFor(db: DbOrTx, id: string): Promise<GiftCard> {
  const card = await readGiftCard(db, id)
  if (!card) throw notFound()
  return card
}
