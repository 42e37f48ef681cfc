import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { answered, byId } from '#platform/rest/json-content.ts'
import { keyed, letInToWrite, ofStaff } from '#platform/rest/keyed.ts'
import { missing, problemResponses } from '#platform/rest/problem-schemas.ts'
import { moneyAnswer, type RestEnv, restRoutes } from '#platform/rest/routes.ts'
import { tryPromotion } from './try-promotion.ts'

const tryRoute = createRoute({
  ...ofStaff,
  method: 'post',
  path: '/admin/promotions/{id}/try',
  operationId: 'tryPromotion',
  summary: 'What a promotion would have cost in the last 30 days',
  description:
    'Works every paid order out again with it, as it was placed. It may be live or not. Nothing is written.',
  middleware: keyed('promotions.read'),
  request: { params: byId },
  responses: {
    200: answered(
      'What it would have cost.',
      z.object({
        from: z.iso.datetime(),
        to: z.iso.datetime(),
        orders: z.int().openapi({ description: 'Orders that were looked at.' }),
        reached: z.int().openapi({ description: 'Orders that would have got something.' }),
        amount: moneyAnswer,
        aboveHalf: z.int().openapi({
          description: 'Orders of which more than half of the goods would have been given away.',
        }),
        isPartial: z.boolean().openapi({ description: 'There were more orders than are looked at.' }),
      }),
    ),
    ...problemResponses([missing, ...letInToWrite]),
  },
})

/** It stands with orders, because they are what is worked out again. */
export function tryPromotionRest(): OpenAPIHono<RestEnv> {
  const routes = restRoutes()
  routes.openapi(tryRoute, async c => {
    const { amountMinor, currency, from, to, ...tried } = await tryPromotion(
      c.get('ctx'),
      c.req.valid('param').id,
    )
    const amount = { amount: amountMinor, currency }
    return c.json({ from: from.toISOString(), to: to.toISOString(), ...tried, amount }, 200)
  })
  return routes
}
