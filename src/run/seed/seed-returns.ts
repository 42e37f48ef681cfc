import { v7 as uuidv7 } from 'uuid'
import { database } from '#platform/db/client.ts'
import type { JobSender } from '#platform/jobs/job-sender.ts'
import { sendAll } from '#platform/jobs/send-all.ts'
import { log } from '#platform/lib/log.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { askFromLines } from '#slices/returns/ask-return.ts'
import type { ReturnReason } from '#slices/returns/return.ts'

const HOUR_MS = 3_600_000

/** By the SKU of what goes back: one that the rule of the shop approves, and one that a person decides. */
const wishes: Record<string, { hoursAgo: number; reason: ReturnReason; note: string }> = {
  'THROW-WOOL-MOSS': { hoursAgo: 50, reason: 'changed_mind', note: 'Lovely, but too warm for the sofa' },
  'KETTLE-STOVE-INK': { hoursAgo: 5, reason: 'damaged', note: 'The lid no longer closes' },
}

/** Jobs are written, and nobody is woken for them: workers look when they start. */
const jobs: JobSender = {
  send: (tx, queue, payload, id) => sendAll(tx, [{ queue, payload, id }]),
  wake() {},
  async stop() {},
}

/** The demo's shopper sends something back of what they bought before, in the way that every shopper does. */
export async function seedDemoReturns(
  customerId: string,
  bought: readonly { orderId: string; skus: readonly string[] }[],
  now: Date,
): Promise<void> {
  for (const { orderId, skus } of bought)
    for (const sku of skus) {
      const wish = wishes[sku]
      if (!wish) continue
      const { hoursAgo, ...line } = wish
      const at = new Date(now.getTime() - hoursAgo * HOUR_MS)
      const ctx = {
        db: database(),
        jobs,
        log,
        actor: { kind: 'customer' as const, id: customerId },
        now: () => at,
      }
      const lines = [{ ...line, sku, quantity: 1, wish: 'refund' as const }]
      const key = { token: undefined, customerId, isStaff: false }
      await askFromLines(withGateway(ctx), { id: uuidv7({ msecs: at.getTime() }), orderId, lines }, key)
    }
}
