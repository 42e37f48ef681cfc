import { randomUUID } from 'node:crypto'
import type { Sandbox } from '#sandbox/sandbox.ts'
import { delaySteps, type StepsByTime, startSteps } from '#sandbox/steps-by-time.ts'
import type { Store } from '#sandbox/store.ts'
import { findLabel, type LabelRow, type LabelState, requestOf, type ScanCode, scanObject } from './label.ts'

export type Road = StepsByTime

/** Moves every parcel that the carrier has one stage each `carrierStepMs`. */
export const startRoad = (sandbox: Sandbox): StepsByTime =>
  startSteps<LabelRow>(sandbox.store, {
    book: 'carrier_labels',
    isPaused: () => isRoadPaused(sandbox.store),
    step: row => stepLabel(sandbox, row),
  })

/** One stage on. A parcel at its end stays there, and one whose label nobody has handed over is not there yet. */
export function stepLabel(sandbox: Sandbox, row: LabelRow): void {
  const next = nextCode(row)
  if (next) scanLabel(sandbox, row.id, next)
}

/** The carrier sees the parcel: the scan, the parcel's new state and the webhook are one transaction. */
export function scanLabel(sandbox: Sandbox, id: string, code: ScanCode): void {
  const { store, outbox, carrierStepMs } = sandbox
  store.transaction(() => {
    const row = findLabel(store, id)
    if (!row || row.state === code || isOver(row.state)) return
    const now = Date.now()
    const { carrier, to } = requestOf(row)
    const scan = { id: `scan_${randomUUID().replaceAll('-', '')}`, code, place: placeOf(code, to.city) }
    store.run(
      'INSERT INTO carrier_scans (id, label_id, code, place, at_ms) VALUES (?, ?, ?, ?, ?)',
      scan.id,
      id,
      code,
      scan.place,
      now,
    )
    store.run(
      'UPDATE carrier_labels SET state = ?, next_step_at_ms = ?, changed_at_ms = ? WHERE id = ?',
      code,
      nextCode({ ...row, state: code }) ? now + carrierStepMs : null,
      now,
      id,
    )
    const data = {
      labelId: id,
      parcelId: row.parcel_id,
      carrier,
      trackingNumber: row.tracking_number,
      scan: scanObject({ ...scan, seq: 0, label_id: id, at_ms: now }),
    }
    const type = `tracking.${code}`
    const body = JSON.stringify({ type, timestamp: new Date(now).toISOString(), data })
    outbox.enqueue('carrier', { id: `msg_${scan.id}`, type, body })
  })
}

/** Nothing follows these. */
export const isOver = (state: LabelState): boolean =>
  state === 'voided' || state === 'delivered' || state === 'returned_to_sender'

const road: Partial<Record<LabelState, ScanCode>> = {
  accepted: 'in_transit',
  in_transit: 'out_for_delivery',
  out_for_delivery: 'delivered',
  undeliverable: 'returned_to_sender',
}
/** A street with one of these words in it: that happens to its parcels, instead of the next stage. */
const troubles = [
  { word: /\bLOST\b/i, after: 'accepted', code: 'lost' },
  { word: /\bDAMAGED\b/i, after: 'in_transit', code: 'damaged' },
  { word: /\bUNDELIVERABLE\b/i, after: 'out_for_delivery', code: 'undeliverable' },
] as const

/** Null: nothing follows by itself. */
export function nextCode(row: LabelRow): ScanCode | null {
  const { line1, line2 } = requestOf(row).to
  const trouble = troubles.find(
    ({ word, after }) => row.state === after && word.test(`${line1} ${line2 ?? ''}`),
  )
  return trouble?.code ?? road[row.state] ?? null
}

function placeOf(code: ScanCode, city: string): string {
  switch (code) {
    case 'accepted':
      return 'At the sender'
    case 'in_transit':
    case 'lost':
    case 'damaged':
      return 'Midlands sorting centre'
    case 'returned_to_sender':
      return 'Back at the sender'
    default:
      return city
  }
}

export const isRoadPaused = (store: Store) =>
  store.get<{ paused: number }>('SELECT paused FROM road')?.paused === 1

/** Pauses the road, or lets it go on. */
export function setRoadPaused({ store, carrierStepMs }: Sandbox, paused: boolean): void {
  store.transaction(() => {
    store.run('UPDATE road SET paused = ?', paused ? 1 : 0)
    if (!paused) delaySteps(store, 'carrier_labels', carrierStepMs)
  })
}
