import { openOwnBalancer } from './own-balancer.ts'

// The balancer that comes with the shop, in a process of its own: `PORT`, and the webs' addresses in `WEBS`.
const balancer = await openOwnBalancer({
  port: Number(process.env.PORT),
  webs: (process.env.WEBS ?? '').split(' '),
})
process.on('SIGTERM', () => void balancer.close().then(() => process.exit(0)))
process.on('SIGINT', () => void balancer.close().then(() => process.exit(0)))
