import type { OpenAPIHono } from '@hono/zod-openapi'
import { v7 as uuidv7 } from 'uuid'
import { onceForDesk } from '#desk/actions/once.ts'
import { done } from '#desk/actions/outcomes.ts'
import { inAudit } from '#platform/audit/audited.ts'
import { type RestEnv, restRoutes } from '#platform/rest/routes.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'
import { auditedPromotion } from '../audited.ts'
import { changePromotion } from '../change-promotion.ts'
import { createPromotion } from '../create-promotion.ts'
import { makeCodes, readFreshBatch } from '../make-codes.ts'
import { listPromotions } from '../queries.ts'
import { everyCodeOf } from '../single-use-codes.ts'
import { listedOf, promotionFor } from './answers.ts'
import {
  changeRoute,
  createPromotionRoute,
  downloadRoute,
  listRoute,
  makeCodesRoute,
  oneRoute,
} from './routes.ts'

/** The desk's verbs on promotions, for programs with a key. */
export function promotionsRest(): OpenAPIHono<RestEnv> {
  const routes = restRoutes()
  routes.openapi(listRoute, async c => {
    const ctx = c.get('ctx')
    const { state = null, cursor = null } = c.req.valid('query')
    const found = await listPromotions(ctx.db, { state, after: cursor, at: ctx.now() })
    return c.json({ ...found, promotions: found.promotions.map(listedOf) }, 200)
  })
  routes.openapi(oneRoute, async c => c.json(await promotionFor(c.get('ctx'), c.req.valid('param').id), 200))
  routes.openapi(createPromotionRoute, async c => {
    const ctx = c.get('ctx')
    const id = c.req.valid('header')['idempotency-key'] ?? uuidv7()
    const change = { action: 'promotions.create', to: auditedPromotion, id }
    await inAudit(ctx, change, ctx => createPromotion(ctx, { id, ...c.req.valid('json') }))
    return c.json(await promotionFor(ctx, id), 201)
  })
  routes.openapi(changeRoute, async c => {
    const ctx = c.get('ctx')
    const { id } = c.req.valid('param')
    const input = { id, ...c.req.valid('json') }
    const change = { action: 'promotions.change', to: auditedPromotion, id, reason: input.reason }
    const actionId = c.req.valid('header')['idempotency-key']
    await onceForDesk(ctx, change, { ...input, actionId }, ctx => done(changePromotion(ctx, input)))
    return c.json(await promotionFor(ctx, id), 200)
  })
  routes.openapi(makeCodesRoute, async c => {
    const ctx = c.get('ctx')
    const promotionId = c.req.valid('param').id
    const id = c.req.valid('header')['idempotency-key'] ?? uuidv7()
    const change = { action: 'promotions.make-codes', to: auditedPromotion, id: promotionId }
    await inAudit(ctx, change, ctx => makeCodes(ctx, { id, promotionId, ...c.req.valid('json') }))
    const codes = await toldCodes(ctx, { id, promotionId })
    return c.json({ id, count: codes.length, codes }, 201)
  })
  routes.openapi(downloadRoute, async c => {
    const ctx = c.get('ctx')
    const { id: promotionId, batchId: id } = c.req.valid('param')
    const codes = await toldCodes(ctx, { id, promotionId })
    return c.body(`${codes.join('\n')}\n`, 200, {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="codes-${id}.txt"`,
      'cache-control': 'no-store',
    })
  })
  return routes
}

const toldCodes = async (ctx: RequestCtx, asked: { id: string; promotionId: string }) =>
  everyCodeOf(await readFreshBatch(ctx, asked))
