import { randomInt, randomUUID } from 'node:crypto'
import type { Sandbox } from '#sandbox/sandbox.ts'
import { delaySteps, type StepsByTime, startSteps } from '#sandbox/steps-by-time.ts'
import { nextState, requestOf, type ShipmentRow } from './shipment.ts'

/** The carrier for each method, as the shop promised. */
const carriers: Record<string, string> = { standard: 'Royal Parcel', express: 'Swift Courier' }
export type Floor = StepsByTime

/** Moves every parcel one step each `warehouseStepMs`. */
export const startFloor = (sandbox: Sandbox): StepsByTime =>
  startSteps<ShipmentRow>(sandbox.store, {
    book: 'shipments',
    isPaused: () => isPaused(sandbox),
    step: row => stepShipment(sandbox, row),
  })

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

/** Pauses the floor, or lets it go on. */
export function setPaused({ store, warehouseStepMs }: Sandbox, paused: boolean): void {
  store.transaction(() => {
    store.run('UPDATE floor SET paused = ?', paused ? 1 : 0)
    if (!paused) delaySteps(store, 'shipments', warehouseStepMs)
  })
}

/** In the shape of the Universal Postal Union's S10: two letters, nine digits, country. */
export const newTrackingNumber = () => `OR${String(randomInt(1_000_000_000)).padStart(9, '0')}GB`
