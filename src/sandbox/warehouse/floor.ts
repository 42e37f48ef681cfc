import { randomInt, randomUUID } from 'node:crypto'
import type { Sandbox } from '#sandbox/sandbox.ts'
import { nextState, requestOf, type ShipmentRow } from './shipment.ts'

/** The carrier for each method, as the shop promised. */
const carriers: Record<string, string> = { standard: 'Royal Parcel', express: 'Swift Courier' }
/** One look takes this many parcels, so that a long backlog does not hold up the bank. */
const mostPerLook = 200
const longestSleepMs = 5000

export type Floor = { wake(): void; stop(): void }

/** Moves every parcel one step each `warehouseStepMs`, also those that waited while the sandbox was off. */
export function startFloor(sandbox: Sandbox): Floor {
  const { store } = sandbox
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  function look() {
    if (stopped) return
    const due = isPaused(sandbox)
      ? []
      : store.all<ShipmentRow>(
          'SELECT * FROM shipments WHERE next_step_at_ms <= ? ORDER BY next_step_at_ms, seq LIMIT ?',
          Date.now(),
          mostPerLook,
        )
    if (due.length > 0) {
      store.transaction(() => {
        for (const row of due) stepShipment(sandbox, row)
      })
    }
    sleepUntilNext()
  }

  function sleepUntilNext() {
    clearTimeout(timer)
    if (stopped) return
    const next = store.get<{ at: number | null }>(
      'SELECT min(next_step_at_ms) AS at FROM shipments WHERE next_step_at_ms IS NOT NULL',
    )
    const waitMs = next?.at && !isPaused(sandbox) ? next.at - Date.now() : longestSleepMs
    timer = setTimeout(look, Math.min(longestSleepMs, Math.max(5, waitMs)))
  }

  sleepUntilNext()
  return {
    wake: sleepUntilNext,
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}

/** One step on, with its webhook in the same transaction. A parcel at its end stays there. */
export function stepShipment(sandbox: Sandbox, row: ShipmentRow): void {
  const { store, outbox, warehouseStepMs } = sandbox
  const state = nextState[row.state]
  if (!state) return
  const now = new Date()
  const carrier = state === 'shipped' ? carrierOf(requestOf(row).shippingMethod) : row.carrier
  const trackingNumber = state === 'shipped' ? newTrackingNumber() : row.tracking_number
  store.transaction(() => {
    store.run(
      `UPDATE shipments SET state = ?, carrier = ?, tracking_number = ?, next_step_at_ms = ?, changed_at_ms = ? WHERE parcel_id = ?`,
      state,
      carrier,
      trackingNumber,
      state === 'delivered' ? null : now.getTime() + warehouseStepMs,
      now.getTime(),
      row.parcel_id,
    )
    const type = `shipment.${state}`
    const data = {
      orderId: row.order_id,
      parcelId: row.parcel_id,
      orderNumber: row.order_number,
      state,
      ...(trackingNumber ? { carrier, trackingNumber } : {}),
    }
    const body = JSON.stringify({ type, timestamp: now.toISOString(), data })
    outbox.enqueue('warehouse', { id: `msg_${randomUUID().replaceAll('-', '')}`, type, body })
  })
}

export const carrierOf = (shippingMethod = ''): string => carriers[shippingMethod] ?? 'Royal Parcel'

export const isPaused = ({ store }: Pick<Sandbox, 'store'>) =>
  store.get<{ paused: number }>('SELECT paused FROM floor')?.paused === 1

/** A floor that goes on starts its steps afresh, and does not do the missed ones at once. */
export function setPaused({ store, warehouseStepMs }: Sandbox, paused: boolean): void {
  store.transaction(() => {
    store.run('UPDATE floor SET paused = ?', paused ? 1 : 0)
    if (paused) return
    store.run(
      'UPDATE shipments SET next_step_at_ms = ? WHERE next_step_at_ms IS NOT NULL',
      Date.now() + warehouseStepMs,
    )
  })
}

/** In the shape of the Universal Postal Union's S10: two letters, nine digits, country. */
export const newTrackingNumber = () => `OR${String(randomInt(1_000_000_000)).padStart(9, '0')}GB`
