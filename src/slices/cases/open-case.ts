import { v7 as uuidv7 } from 'uuid'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { transact } from '#platform/jobs/transact.ts'
import { actorName } from '#platform/lib/actor.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { noteException } from '#slices/fulfillment/note-exception.ts'
import { orderOfParcel } from '#slices/fulfillment/parcels.ts'
import { changeOrder } from '#slices/orders/change-order.ts'
import { type ExceptionKind, shownState } from '#slices/orders/delivery/exceptions.ts'
import { foldParcels, type Parcel } from '#slices/orders/delivery/parcels.ts'
import { readParcels } from '#slices/orders/delivery/read-parcels.ts'
import { mayHappen, type Order } from '#slices/orders/order.ts'
import { readEvents, readOrder } from '#slices/orders/queries.ts'
import { recordEvents } from '#slices/orders/record-events.ts'
import type { Case, OpenCase } from './case.ts'
import { openCaseOf, readCase } from './queries.ts'
import { cases } from './schema.ts'

/**
 * Opens a case about a parcel that has left: it is lost, came damaged, or cannot be delivered. The shopper sees it at once; what follows is for
 * staff to decide. The same id is the same case.
 */
export async function openCase(ctx: Ctx, { id = uuidv7(), parcelId, kind, reason }: OpenCase): Promise<Case> {
  const order = await readOrder(ctx.db, (await orderOfParcel(ctx.db, parcelId)) ?? parcelId)
  if (!order) throw new Refusal('not_found', 'There is no such parcel.')
  return changeOrder(ctx, order.id, async now => {
    const parcel = (await readParcels(ctx.db, now)).find(each => each.id === parcelId)
    const isSplit = foldParcels(await readEvents(ctx.db, now.id)) !== null
    // In this order a case that somebody else opens meanwhile is found, or it moves the order first.
    const known = (await readCase(ctx.db, id)) ?? (await openCaseOf(ctx.db, parcelId))
    if (known) return sameCase(known, { parcelId, kind })
    refuseElsewhere(now, parcel, kind)
    const opened = {
      id,
      orderId: now.id,
      parcelId,
      kind,
      state: 'open' as const,
      note: reason ?? null,
      lines: parcel.lines,
      openedAt: ctx.now(),
      openedBy: actorName(ctx.actor),
    }
    return transact(ctx, async transaction => {
      const { tx } = transaction
      // The version of the order decides between two who report the same parcel at once.
      await recordEvents(transaction, {
        orderId: now.id,
        before: now,
        events: [
          {
            type: 'order.parcel_exception',
            data: { caseId: id, kind, ...(isSplit && { parcelId }) },
          },
        ],
        actor: ctx.actor,
        at: opened.openedAt,
      })
      const [row] = await tx.insert(cases).values(opened).returning()
      await noteException(tx, parcelId, kind)
      await fault('case.in')
      if (!row) throw new Error('Postgres returned no row for an INSERT.')
      return row
    })
  })
}

function sameCase(known: Case, asked: { parcelId: string; kind: ExceptionKind }): Case {
  if (known.parcelId === asked.parcelId && known.kind === asked.kind) return known
  throw new Refusal(
    'conflict',
    known.parcelId === asked.parcelId
      ? `There is a case about this parcel already: it is ${known.kind}. Settle that first.`
      : 'Another case was opened under this id.',
  )
}

function refuseElsewhere(
  order: Order,
  parcel: Parcel | undefined,
  kind: ExceptionKind,
): asserts parcel is Parcel {
  if (!parcel) throw new Refusal('not_found', 'There is no such parcel.')
  const state = shownState(parcel)
  const fits = state === 'shipped' || (state === 'delivered' && kind === 'damaged')
  if (fits && mayHappen(order, 'order.parcel_exception')) return
  if (parcel.exception?.isSettled)
    throw new Refusal('conflict', `It was settled before that this parcel is ${parcel.exception.kind}.`)
  throw new Refusal('conflict', sentences[state] ?? 'This parcel has not left yet.')
}

const sentences: Partial<Record<ReturnType<typeof shownState<Parcel['state']>>, string>> = {
  delivered: 'This parcel has arrived. Only that it came damaged can be noted.',
  returned: 'The goods of this parcel are back.',
  cancelled: 'This parcel was never sent.',
}
