import { validate } from 'uuid'
import type { DbOrTx } from '#platform/db/client.ts'
import { effectOf } from '#platform/jobs/effects.ts'
import { storage } from '#platform/outside/storage.ts'
import type { OrderEvent } from '#slices/orders/events.ts'
import { type RecordedEvent, readEvents } from '#slices/orders/queries.ts'
import { type OrderKey, openOrder } from '#slices/orders/shop/shopper-queries.ts'
import { INVOICE_EFFECT } from './documents/issue.ts'
import { readNumber } from './documents/number.ts'
import {
  type CreditDocument,
  documentByNumber,
  readCredit,
  readInvoiceDocument,
} from './documents/queries.ts'
import { fileOf } from './render-document.ts'
import type { CreditToRestore } from './restore-document.ts'

/** The reader: the holder of the link in the mail, the customer of the order, or staff. */
export type Asker = { token: string | null; customerId: string | null; isStaff: boolean }

export type DocumentFile =
  | { kind: 'pdf'; name: string; bytes: Uint8Array }
  | { kind: 'not_ready' }
  /** The file was stored once but is not there any more. `credit`: which it is, where it is not the invoice. */
  | { kind: 'gone'; credit?: CreditToRestore }
  | { kind: 'not_found' }

const keyOf = ({ token, ...asker }: Asker): OrderKey => ({ ...asker, token: token ?? undefined })

/** A reader who may not see the order gets the same answer as for an order that does not exist. */
export async function downloadInvoice(db: DbOrTx, orderId: string, asker: Asker): Promise<DocumentFile> {
  const order = await openOrder(db, orderId, keyOf(asker))
  if (!order) return { kind: 'not_found' }
  const [rendered, document] = await Promise.all([
    effectOf(db, orderId, INVOICE_EFFECT),
    readInvoiceDocument(db, orderId),
  ])
  if (!rendered) return { kind: order.confirmedAt || order.state === 'reserved' ? 'not_ready' : 'not_found' }
  const bytes = await (await storage()).read(document ? fileOf(document) : rendered.ref)
  if (!bytes) return { kind: 'gone' }
  return { kind: 'pdf', name: `invoice-${document?.number ?? order.number}.pdf`, bytes }
}

/**
 * A credit note, or the reversal of one. `wanted`: its number, or the id of the refund that it was written for, which a mail knows before there is
 * a number.
 */
export async function downloadCredit(
  db: DbOrTx,
  orderId: string,
  { wanted, asker, now }: { wanted: string; asker: Asker; now: Date },
): Promise<DocumentFile> {
  if (!(await openOrder(db, orderId, keyOf(asker)))) return { kind: 'not_found' }
  const document = await findCredit(db, orderId, wanted)
  if (!document) return { kind: (await isOnItsWay(db, orderId, wanted, now)) ? 'not_ready' : 'not_found' }
  const bytes = await (await storage()).read(fileOf(document))
  if (!bytes) return { kind: 'gone', credit: { refundId: document.causeId, kind: document.kind } }
  return { kind: 'pdf', name: `${document.number}.pdf`, bytes }
}

async function findCredit(db: DbOrTx, orderId: string, wanted: string): Promise<CreditDocument | null> {
  if (validate(wanted)) return readCredit(db, { orderId, kind: 'credit_note', causeId: wanted })
  const number = readNumber(wanted)
  const found = number && (await documentByNumber(db, orderId, number))
  return found && found.kind !== 'invoice' ? found : null
}

/** A refund that is older has no credit note, because there were none yet. */
const WRITTEN_WITHIN_MS = 86_400_000

async function isOnItsWay(db: DbOrTx, orderId: string, refundId: string, now: Date): Promise<boolean> {
  const events = (await readEvents(db, orderId)) as readonly (OrderEvent & RecordedEvent)[]
  return events.some(
    event =>
      event.type === 'order.refunded' &&
      event.data.refundId === refundId &&
      now.getTime() - event.at.getTime() < WRITTEN_WITHIN_MS,
  )
}
