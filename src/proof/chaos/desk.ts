import sharp from 'sharp'
import { database } from '#platform/db/client.ts'
import { jobSender } from '#platform/jobs/job-sender.ts'
import { log } from '#platform/lib/log.ts'
import { addPicture, isAdded } from '#slices/catalog/pictures/add-picture.ts'
import { cancelOrder } from '#slices/orders/cancel-order.ts'
import { changeAddress } from '#slices/orders/delivery/change-address.ts'
import { cancelItems } from '#slices/orders/items/cancel-items.ts'
import { readLines } from '#slices/orders/queries.ts'
import { refundOrder } from '#slices/orders/refunds/refund-order.ts'
import { withGateway } from '#slices/payments/gateway.ts'

// One action at the staff's desk, in a process of its own: `desk.ts cancel|take-out|address|refund <order id> [<refund id>]`, or
// `desk.ts picture <SKU> <picture id>`.
const [act, orderId = '', refundId = ''] = process.argv.slice(2)
const elsewhere = {
  name: 'Ana Moss',
  line1: '2 Moved Street',
  city: 'London',
  postalCode: 'SW1A 1AA',
  country: 'GB',
}
const ctx = withGateway({
  db: database(),
  jobs: jobSender(),
  actor: { kind: 'system' as const, name: 'command' as const },
  log,
  now: () => new Date(),
})
try {
  if (act === 'cancel') await cancelOrder(ctx, { orderId, reason: 'called off' })
  else if (act === 'take-out') await takeOneOut()
  else if (act === 'picture') await addDrawnPicture(orderId, refundId)
  else if (act === 'address') await changeAddress(ctx, { orderId, shippingAddress: elsewhere })
  else await refundOrder(ctx, { refundId, orderId, of: { kind: 'rest' }, reason: 'broken' })
  process.exit(0)
} catch (error) {
  console.error(String(error))
  process.exit(1)
}

async function takeOneOut() {
  const [line] = await readLines(ctx.db, orderId)
  const lines = line ? [{ lineId: line.id, quantity: 1 }] : []
  await cancelItems(ctx, { orderId, refundId, reason: 'not all of it', lines })
}

/** The same bytes each time. */
async function addDrawnPicture(sku: string, id: string) {
  const [variant] = await ctx.db.$client`select product_id from variants where sku = ${sku}`
  const bytes = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#a63' } })
    .png()
    .toBuffer()
  const picture = { id, productId: String(variant?.product_id), alt: 'A mug', bytes }
  if (!(await isAdded(ctx.db, picture))) await addPicture(ctx, picture)
}
