import { and, eq, inArray } from 'drizzle-orm'
import { jobId } from '#platform/jobs/job-sender.ts'
import { type Transaction, transact } from '#platform/jobs/transact.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { refuseElsewhere } from '#platform/rights/refuse-elsewhere.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'
import { type LabelledParcel, lockLabelled } from '#slices/floor/packing/labelled-parcel.ts'
import { readWarehouses } from '#slices/inventory/queries.ts'
import { SETTLE_LABEL } from '../jobs.ts'
import { readLive, readNewest } from '../note-label.ts'
import { labels } from '../schema.ts'
import { takeOff } from '../void-label.ts'

type LabelCtx = Pick<RequestCtx, 'db' | 'jobs' | 'rights'>

/** Nobody needs more; each one costs money until it is taken back. */
const LABELS_MAX = 20

/** Buys a label for a packed parcel that has none, after one was refused or voided. One that is there or on its way stays. */
export async function buyAgain(ctx: LabelCtx, { id }: { id: string }): Promise<void> {
  await onPacked(ctx, id, async ({ tx, send }, parcel) => {
    if (await readLive(tx, id)) return
    const warehouse = (await readWarehouses(tx)).find(each => each.id === parcel.warehouseId)
    if (warehouse?.labels !== 'bought')
      throw new Refusal(
        'conflict',
        'Labels are typed in this warehouse. Say under Stock that they are bought.',
      )
    const newest = await readNewest(tx, id)
    const had = await tx.$count(labels, eq(labels.parcelId, id))
    if (had >= LABELS_MAX)
      throw new Refusal('conflict', `${LABELS_MAX} labels were bought for this parcel, which is the most.`)
    const after = newest?.id
    await send(
      SETTLE_LABEL,
      { parcelId: id, ...(after && { after }) },
      jobId(id, after ?? 'first', SETTLE_LABEL),
    )
  })
}

/** Gives the label of a packed parcel back. Nobody buys another one by itself. */
export async function voidLabel(ctx: LabelCtx, { id }: { id: string }): Promise<void> {
  await onPacked(ctx, id, async ({ tx, send }, parcel) => {
    const label = await readLive(tx, id)
    if (!label && (await readNewest(tx, id))?.state === 'voided') return
    if (!label) throw new Refusal('conflict', 'This parcel has no label.')
    if (label.state === 'voiding') return
    await tx
      .update(labels)
      .set({ state: 'voiding' })
      .where(and(eq(labels.id, label.id), inArray(labels.state, ['ordered', 'bought'])))
    await takeOff(tx, label, parcel)
    await send(SETTLE_LABEL, { parcelId: id }, jobId(label.id, 'void', SETTLE_LABEL))
  })
}

/** Under the parcel's lock, for somebody who works on its floor. */
function onPacked(
  ctx: LabelCtx,
  id: string,
  work: (transaction: Transaction, parcel: LabelledParcel) => Promise<void>,
): Promise<void> {
  return transact(ctx, async transaction => {
    const parcel = await lockLabelled(transaction.tx, id)
    if (!parcel) throw new Refusal('not_found', 'There is no such parcel on our floor.')
    refuseElsewhere(ctx, 'floor.work', parcel.warehouseId)
    if (parcel.state !== 'packed')
      throw new Refusal(
        'conflict',
        'A label is bought and given back while its parcel is packed and still here.',
      )
    await work(transaction, parcel)
  })
}
