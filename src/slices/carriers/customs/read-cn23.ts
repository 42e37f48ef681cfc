import { PoisonJob } from '#platform/jobs/queue.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'
import { worksIn } from '#slices/floor/floor-ctx.ts'
import { readLabelled } from '#slices/floor/packing/labelled-parcel.ts'
import { requireOrder } from '#slices/orders/queries.ts'
import type { CustomsItem } from '../carrier.ts'
import { readRoad } from '../label-request.ts'

export type Cn23 = {
  orderNumber: string
  trackingNumber: string | null
  /** One line each. */
  sender: string[]
  addressee: string[]
  contents: CustomsItem[]
  /** With the box. */
  weightGrams: number
  postage: { amount: number; currency: string }
  drawnAt: Date
}

const countries = new Intl.DisplayNames('en-GB', { type: 'region' })

/** What stands on the customs declaration of a packed parcel. One that stays in the customs area needs none. */
export async function readCn23(ctx: Pick<RequestCtx, 'db' | 'rights' | 'now'>, id: string): Promise<Cn23> {
  const parcel = await readLabelled(ctx.db, id)
  if (!parcel || !worksIn(ctx, parcel.warehouseId))
    throw new Refusal('not_found', 'There is no such parcel on our floor.')
  if (parcel.state !== 'packed' && parcel.state !== 'handed_over' && parcel.state !== 'delivered')
    throw new Refusal('conflict', 'The customs form is drawn when the parcel is packed.')
  const [road, order] = await Promise.all([
    readRoad(ctx.db, parcel).catch(inWords),
    requireOrder(ctx.db, parcel.orderId),
  ])
  if (!road.customs) throw new Refusal('conflict', 'This parcel goes through no customs.')
  const { from, to } = road
  const place = [to.postalCode, to.city, to.region].filter(Boolean).join(' ')
  return {
    orderNumber: road.orderNumber,
    trackingNumber: parcel.trackingNumber,
    sender: [from.name, ...from.lines],
    addressee: [to.name, to.line1, to.line2, place, countries.of(to.country), to.phone].flatMap(line =>
      line ? [line] : [],
    ),
    contents: road.customs.contents,
    weightGrams: road.weightGrams,
    postage: { amount: order.shippingMinor, currency: order.currency },
    drawnAt: ctx.now(),
  }
}

/** What a job waits for, somebody reads. */
function inWords(error: unknown): never {
  throw error instanceof PoisonJob ? new Refusal('conflict', error.message) : error
}
