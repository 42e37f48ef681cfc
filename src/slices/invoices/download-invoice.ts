import type { DbOrTx } from '#platform/db/client.ts'
import { effectOf } from '#platform/jobs/effects.ts'
import { storage } from '#platform/outside/storage.ts'
import { readOrder } from '#slices/orders/queries.ts'
import { trackingTokenFits } from '#slices/orders/shop/tracking-token.ts'
import { INVOICE_EFFECT } from './invoice.ts'

/** The reader: the holder of the link in the mail, the customer of the order, or staff. */
export type Asker = { token: string | null; customerId: string | null; isStaff: boolean }

export type InvoiceFile =
  | { kind: 'pdf'; name: string; bytes: Uint8Array }
  | { kind: 'not_ready' }
  /** The file was stored once but is not there any more. */
  | { kind: 'gone' }
  | { kind: 'not_found' }

/** A reader who may not see the order gets the same answer as for an order that does not exist. */
export async function downloadInvoice(db: DbOrTx, orderId: string, asker: Asker): Promise<InvoiceFile> {
  const order = await readOrder(db, orderId)
  if (!order || !maySee(order, asker)) return { kind: 'not_found' }
  const rendered = await effectOf(db, orderId, INVOICE_EFFECT)
  if (!rendered) return { kind: order.confirmedAt || order.state === 'reserved' ? 'not_ready' : 'not_found' }
  const bytes = await (await storage()).read(rendered.ref)
  if (!bytes) return { kind: 'gone' }
  return { kind: 'pdf', name: `invoice-${order.number}.pdf`, bytes }
}

function maySee(
  order: { id: string; customerId: string | null },
  { token, customerId, isStaff }: Asker,
): boolean {
  if (isStaff) return true
  if (token && trackingTokenFits(order.id, token)) return true
  return customerId !== null && customerId === order.customerId
}
