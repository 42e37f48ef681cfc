import { asc, desc, eq, inArray } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import type { LabelState } from './label-states.ts'
import type { Label } from './note-label.ts'
import { labels, trackingEvents } from './schema.ts'
import { rankOf, type ScanCode } from './tracking/scan-codes.ts'

/** More than a parcel ever has in practice; the rest is in the books. */
const SCANS_SHOWN = 50
const LABELS_SHOWN = 20

export type ShownScan = { id: string; code: ScanCode; place: string; at: Date }

export type ShownLabel = {
  id: string
  parcelId: string
  state: LabelState
  carrier: string
  service: string
  trackingNumber: string | null
  trackingUrl: string | null
  costMinor: number | null
  currency: string
  refusal: string | null
  notedAt: Date
  scanCode: ScanCode | null
  /** Newest first. */
  scans: ShownScan[]
}

/** Null: there is no label with this id. */
export async function readLabel(db: DbOrTx, id: string): Promise<Label | null> {
  const [label] = await db.select().from(labels).where(eq(labels.id, id))
  return label ?? null
}

/** Every label of a parcel with what the carrier said of it, newest first. */
export const labelsOfParcel = (db: DbOrTx, parcelId: string): Promise<ShownLabel[]> =>
  withScans(
    db,
    db
      .select()
      .from(labels)
      .where(eq(labels.parcelId, parcelId))
      .orderBy(desc(labels.notedAt), desc(labels.id))
      .limit(LABELS_SHOWN),
  )

/** The same of an order with all of its parcels. */
export const labelsOfOrder = (db: DbOrTx, orderId: string): Promise<ShownLabel[]> =>
  withScans(
    db,
    db
      .select()
      .from(labels)
      .where(eq(labels.orderId, orderId))
      .orderBy(desc(labels.notedAt), desc(labels.id))
      .limit(LABELS_SHOWN),
  )

async function withScans(db: DbOrTx, found: PromiseLike<Label[]>): Promise<ShownLabel[]> {
  const shown = await found
  if (shown.length === 0) return []
  const scans = await db
    .select()
    .from(trackingEvents)
    .where(
      inArray(
        trackingEvents.labelId,
        shown.map(({ id }) => id),
      ),
    )
    .orderBy(desc(trackingEvents.at), asc(trackingEvents.id))
  const of = Map.groupBy(scans, ({ labelId }) => labelId)
  return shown.map(label => ({
    id: label.id,
    parcelId: label.parcelId,
    state: label.state,
    carrier: label.carrier,
    service: label.service,
    trackingNumber: label.trackingNumber,
    trackingUrl: label.trackingUrl,
    costMinor: label.costMinor,
    currency: label.currency,
    refusal: label.refusal,
    notedAt: label.notedAt,
    scanCode: label.scanCode,
    scans: newestFirst(of.get(label.id) ?? []),
  }))
}

/** Of two scans of one moment the one that says more stands above. */
const newestFirst = (scans: readonly (typeof trackingEvents.$inferSelect)[]): ShownScan[] =>
  scans
    .toSorted((one, other) => other.at.getTime() - one.at.getTime() || rankOf(other.code) - rankOf(one.code))
    .slice(0, SCANS_SHOWN)
    .map(({ id, code, place, at }) => ({ id, code, place, at }))
