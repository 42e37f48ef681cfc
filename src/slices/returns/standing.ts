import type { Ctx } from '#platform/jobs/ctx.ts'
import { effectOf } from '#platform/jobs/effects.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { hasAccount } from '#slices/customers/queries.ts'
import { isOwn, type OrderKey, openOrder } from '#slices/orders/shop/shopper-queries.ts'
import { labelUrl } from './label.ts'
import { eventsOfReturns, type ReturnEvent, returnsOf } from './queries.ts'
import { LABEL_QUEUE, type Return } from './return.ts'
import { readReturnable } from './returnable.ts'
import type { ReturnEventType } from './schema.ts'

/** What somebody with a key to an order may send back, and what is on its way already. */
export async function standingFor(ctx: Pick<Ctx, 'db' | 'now'>, orderId: string, key: OrderKey) {
  const order = await openOrder(ctx.db, orderId, key)
  if (!order) throw new Refusal('not_found', 'There is no such order, or the link is not complete.')
  const [returnable, found, isKnown] = await Promise.all([
    readReturnable(ctx.db, order),
    returnsOf(ctx.db, orderId),
    hasAccount(ctx.db, order.customerId),
  ])
  const events = await eventsOfReturns(
    ctx.db,
    found.map(({ id }) => id),
  )
  return {
    order: { id: order.id, number: order.number },
    ...returnable,
    /** As what the wish for credit is given: store credit needs an account. */
    creditAs: isKnown ? ('store_credit' as const) : ('gift_card' as const),
    returns: await Promise.all(
      found.map(async one => ({
        ...shownOf(one),
        ...(await labelOf(ctx, one, isOwn(order, key))),
        steps: stepsOf(events.filter(({ returnId }) => returnId === one.id)),
      })),
    ),
  }
}

/** What happened and when. Who did it, and why, are words of staff among themselves; a refund that failed is theirs to mend. */
function stepsOf(events: readonly ReturnEvent[]): { id: string; type: ShownStep; at: Date }[] {
  return events.flatMap(({ id, type, lines, at }) => {
    if (type === 'not_refunded') return []
    const isCredit = type === 'refunded' && lines.some(({ wish }) => wish === 'credit')
    return [{ id, type: isCredit ? ('credited' as const) : type, at }]
  })
}

export type ShownStep = Exclude<ReturnEventType, 'not_refunded'> | 'credited'

/** What staff write for themselves stays with them. */
function shownOf({ id, number, state, askedAt, refusal, endsAt, withdrawalId, lines }: Return) {
  return {
    id,
    number,
    state,
    askedAt,
    refusal,
    endsAt,
    fromWithdrawal: withdrawalId !== null,
    lines: lines.map(
      ({ lineId, name, reason, wish, asked, approved, received, waiting, sentBack, refunded, extra }) => ({
        lineId,
        name,
        reason,
        wish,
        asked,
        approved,
        extra,
        received,
        waiting,
        sentBack,
        refunded,
      }),
    ),
  }
}

/** Staff fetch a label by their session: the token in a link is the shopper's own. */
async function labelOf(ctx: Pick<Ctx, 'db'>, { id, orderId, number, state }: Return, withToken: boolean) {
  const wanted = state === 'approved' || state === 'received'
  const drawn = wanted ? await effectOf(ctx.db, id, LABEL_QUEUE) : null
  return { label: wanted ? labelUrl(orderId, number, { withToken }) : null, isLabelReady: drawn !== null }
}

export type ReturnStanding = Awaited<ReturnType<typeof standingFor>>
