import { database } from '#db/client.ts'
import { jobSender } from '#jobs/job-sender.ts'
import { log } from '#lib/log.ts'
import { cancelOrder } from '#orders/cancel-order.ts'
import { refundOrder } from '#orders/refund-order.ts'
import { withGateway } from '#payments/gateway.ts'

// One thing done at the staff's desk, in a process of its own: `desk.ts cancel|refund <order id> [<refund id>]`.
const [act, orderId = '', refundId = ''] = process.argv.slice(2)
const ctx = withGateway({
  db: database(),
  jobs: jobSender(),
  actor: { kind: 'system' as const, name: 'command' as const },
  log,
  now: () => new Date(),
})
try {
  if (act === 'cancel') await cancelOrder(ctx, { orderId, reason: 'called off' })
  else await refundOrder(ctx, { refundId, orderId, of: { kind: 'rest' }, reason: 'broken' })
  process.exit(0)
} catch (error) {
  console.error(String(error))
  process.exit(1)
}
