import { takeFault } from '#sandbox/faults/live-faults.ts'
import type { Store } from '#sandbox/store.ts'
import type { SandboxLog } from '../sandbox-log.ts'
import { signatureHeaders, type WebhookChannel } from './sign.ts'

export type WebhookTarget = { url: string; secret: string }
export type Outbox = {
  /** Notes a webhook in the caller's transaction; it goes out once that has committed. */
  enqueue(channel: WebhookChannel, event: { id: string; type: string; body: string }): void
  /** Resolves when nothing that is due waits or is on its way. */
  quiet(): Promise<void>
  /** Resolves when no attempt is on its way any more; nothing is sent afterwards. */
  stop(): Promise<void>
}

type Delivery = {
  seq: number
  event_id: string
  event_type: string
  body: string
  attempts: number
  spared: number
  created_at_ms: number
}

const channels = ['stripe', 'warehouse', 'carrier'] as const
/** A shop that is slow must not be flooded by its own bank. */
const mostAtOnce = 8
const attemptMs = 10_000
const firstRetryMs = 1000
const longestRetryMs = 60_000
const giveUpAfterMs = 3 * 24 * 3600 * 1000
/** Timers are looked at again at least this often, so that a changed clock or a missed wake-up heals itself. */
const longestSleepMs = 5000

/** Durable, at least once, in no promised order: pending webhooks in the store go out, also after a restart. */
export function startOutbox(options: {
  store: Store
  targets: Record<WebhookChannel, WebhookTarget>
  log: SandboxLog
}): Outbox {
  const { store, log } = options
  const underWay = nothingUnderWay()
  const refusing = new Set<WebhookChannel>()
  const stopping = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let pumpIsDue = false

  function wakeSoon() {
    if (pumpIsDue || stopping.signal.aborted) return
    pumpIsDue = true
    setImmediate(pump)
  }

  function pump() {
    pumpIsDue = false
    if (stopping.signal.aborted) return
    clearTimeout(timer)
    for (const channel of channels) sendDue(channel)
    timer = setTimeout(wakeSoon, Math.min(...channels.map(channel => untilNextMs(store, channel))))
  }

  function sendDue(channel: WebhookChannel) {
    const attempts = underWay[channel]
    // While the shop refuses, one webhook at a time asks whether it is back.
    const most = refusing.has(channel) ? 1 : mostAtOnce
    if (attempts.size >= most) return
    const due = store.all<{ seq: number }>(
      `SELECT seq FROM webhook_deliveries
       WHERE channel = ? AND state = 'pending' AND next_attempt_at_ms <= ? ORDER BY next_attempt_at_ms LIMIT ?`,
      channel,
      Date.now(),
      most + attempts.size,
    )
    for (const { seq } of due) {
      if (attempts.size >= most) return
      if (attempts.has(seq)) continue
      const delivery = store.get<Delivery>('SELECT * FROM webhook_deliveries WHERE seq = ?', seq)
      if (!delivery) continue
      if (delivery.attempts === 0 && !delivery.spared && meetWebhookFault(store, channel, delivery)) {
        wakeSoon()
        continue
      }
      const attempt = deliver(channel, delivery).finally(() => {
        attempts.delete(seq)
        wakeSoon()
      })
      attempts.set(seq, attempt)
    }
  }

  async function deliver(channel: WebhookChannel, delivery: Delivery) {
    const answer = await attempt(options.targets[channel], channel, delivery, stopping.signal)
    if (stopping.signal.aborted && !answer.accepted) return
    if (answer.accepted) {
      noteDelivered(store, channel, delivery.seq, answer.says)
      if (refusing.delete(channel)) log.info({ channel }, 'webhooks are accepted again')
      return
    }
    noteRefused(store, delivery, answer.says)
    // Said once an outage: a thousand waiting webhooks would drown everything else in the log.
    if (refusing.has(channel)) return
    refusing.add(channel)
    log.warn({ channel, event: delivery.event_type, answer: answer.says }, 'webhook refused, will be retried')
  }

  wakeSoon()
  return {
    enqueue(channel, event) {
      const now = Date.now()
      store.run(
        `INSERT INTO webhook_deliveries (channel, event_id, event_type, body, state, next_attempt_at_ms, created_at_ms)
         VALUES (?, ?, ?, ?, 'pending', ?, ?)`,
        channel,
        event.id,
        event.type,
        event.body,
        now,
        now,
      )
      wakeSoon()
    },
    async quiet() {
      while (channels.some(channel => underWay[channel].size > 0 || isDue(store, channel)))
        await new Promise(done => setTimeout(done, 1))
    },
    async stop() {
      stopping.abort()
      clearTimeout(timer)
      await Promise.allSettled(channels.flatMap(channel => [...underWay[channel].values()]))
    },
  }
}

const nothingUnderWay = (): Record<WebhookChannel, Map<number, Promise<void>>> => ({
  stripe: new Map(),
  warehouse: new Map(),
  carrier: new Map(),
})

function isDue(store: Store, channel: WebhookChannel): boolean {
  return Boolean(
    store.get(
      `SELECT 1 FROM webhook_deliveries WHERE channel = ? AND state = 'pending' AND next_attempt_at_ms <= ? LIMIT 1`,
      channel,
      Date.now(),
    ),
  )
}

function untilNextMs(store: Store, channel: WebhookChannel): number {
  const next = store.get<{ at: number }>(
    `SELECT next_attempt_at_ms AS at FROM webhook_deliveries
     WHERE channel = ? AND state = 'pending' AND next_attempt_at_ms > ? ORDER BY next_attempt_at_ms LIMIT 1`,
    channel,
    Date.now(),
  )
  return next ? Math.min(longestSleepMs, Math.max(1, next.at - Date.now())) : longestSleepMs
}

async function attempt(
  target: WebhookTarget,
  channel: WebhookChannel,
  delivery: Delivery,
  stopping: AbortSignal,
) {
  const signed = { secret: target.secret, eventId: delivery.event_id, body: delivery.body, at: new Date() }
  try {
    const response = await fetch(target.url, {
      method: 'POST',
      body: delivery.body,
      headers: { 'Content-Type': 'application/json; charset=utf-8', ...signatureHeaders(channel, signed) },
      redirect: 'manual',
      signal: AbortSignal.any([stopping, AbortSignal.timeout(attemptMs)]),
    })
    await response.body?.cancel()
    return { accepted: response.ok, says: String(response.status) }
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    return { accepted: false, says: cause instanceof Error ? cause.message || cause.name : String(cause) }
  }
}

/** True when the fault dealt with this delivery for now; the fault and its effect are written together. */
function meetWebhookFault(store: Store, channel: WebhookChannel, delivery: Delivery): boolean {
  return store.transaction(() => {
    const spare = 'UPDATE webhook_deliveries SET spared = 1'
    if (takeFault(store, channel, 'drop_webhook')) {
      store.run(`${spare}, state = 'dropped', last_answer = 'lost on the way' WHERE seq = ?`, delivery.seq)
      return true
    }
    const held = takeFault(store, channel, 'reorder_webhooks')
    if (held) {
      store.run(
        `${spare}, held = 1, next_attempt_at_ms = ? WHERE seq = ?`,
        Date.now() + held.ms,
        delivery.seq,
      )
      return true
    }
    if (takeFault(store, channel, 'duplicate_webhook')) {
      store.run(`${spare} WHERE seq = ?`, delivery.seq)
      store.run(
        `INSERT INTO webhook_deliveries
           (channel, event_id, event_type, body, state, spared, next_attempt_at_ms, created_at_ms)
         SELECT channel, event_id, event_type, body, state, 1, next_attempt_at_ms, created_at_ms
         FROM webhook_deliveries WHERE seq = ?`,
        delivery.seq,
      )
      return true
    }
    return false
  })
}

function noteDelivered(store: Store, channel: WebhookChannel, seq: number, says: string) {
  const now = Date.now()
  store.transaction(() => {
    store.run(
      `UPDATE webhook_deliveries SET state = 'delivered', held = 0, attempts = attempts + 1, delivered_at_ms = ?, last_answer = ?
       WHERE seq = ?`,
      now,
      says,
      seq,
    )
    store.run(
      `UPDATE webhook_deliveries SET held = 0, next_attempt_at_ms = ?
       WHERE channel = ? AND held = 1 AND state = 'pending' AND seq < ?`,
      now,
      channel,
      seq,
    )
  })
}

function noteRefused(store: Store, delivery: Delivery, says: string): void {
  const retryInMs = Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(delivery.attempts, 16))
  const retryAtMs = Date.now() + retryInMs
  store.run(
    `UPDATE webhook_deliveries SET state = ?, held = 0, attempts = attempts + 1, next_attempt_at_ms = ?, last_answer = ?
     WHERE seq = ?`,
    retryAtMs > delivery.created_at_ms + giveUpAfterMs ? 'abandoned' : 'pending',
    retryAtMs,
    says.slice(0, 300),
    delivery.seq,
  )
}
