import { onStopSignals } from '#platform/lib/stop-signals.ts'
import { openOwnBalancer } from './own-balancer.ts'

// The balancer that comes with the shop, in a process of its own: `PORT`, and the webs' addresses in `WEBS`. It listens at
// `BIND_ADDRESS`.
const balancer = await openOwnBalancer({
  port: Number(process.env.PORT),
  bindAddress: process.env.BIND_ADDRESS,
  behindProxy: process.env.BEHIND_PROXY === 'yes',
  webs: (process.env.WEBS ?? '').split(' '),
})
onStopSignals(
  () => void balancer.close().then(() => process.exit(0)),
  () => process.exit(1),
)
