import type { Ctx } from '#platform/jobs/ctx.ts'
import { effectOf, noteEffects } from '#platform/jobs/effects.ts'
import { mustFind } from '#platform/jobs/must-find.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { storage } from '#platform/outside/storage.ts'
import { INVOICE_EFFECT, issueCreditNote, issueInvoice, issueReversal } from './documents/issue.ts'
import type { ShopDocument } from './documents/queries.ts'
import { drawApart } from './draw-apart.ts'
import { drawable, type Invoice, readInvoice } from './invoice.ts'

/** The key of a document's file. */
export const fileOf = ({ kind, number }: Pick<ShopDocument, 'kind' | 'number'>): string =>
  `${kind === 'invoice' ? 'invoices' : 'credit-notes'}/${number}.pdf`

/**
 * Writes the invoice of an order if it has none yet, draws it and stores it under its number. Everything on it is frozen, so a run after a
 * crash stores the same document under the same key. An invoice from before there were numbered ones keeps the order's number.
 */
export async function renderInvoice(
  ctx: Ctx,
  { orderId }: { orderId: string },
  { anyway = false }: { anyway?: boolean } = {},
): Promise<void> {
  const document = await issueInvoice(ctx, orderId)
  const drawn = await effectOf(ctx.db, orderId, INVOICE_EFFECT)
  // A file that was noted as stored may be gone, because storage moves and is restored from copies.
  const noted = document ? fileOf(document) : drawn?.ref
  if (drawn && noted && !anyway && (await (await storage()).exists(noted))) return
  const invoice = document
    ? drawable(document)
    : mustFind(await readInvoice(ctx.db, orderId), `The confirmation of order ${orderId}`)
  const key = fileOf({ kind: 'invoice', number: invoice.number })
  await store(ctx, { orderId, key, invoice })
  await noteEffects(ctx.db, [{ causeId: orderId, kind: INVOICE_EFFECT, ref: key }])
}

type OfRefund = { orderId: string; refundId: string; kind: 'credit_note' | 'reversal' }

/** Writes the credit note of a refund, or its reversal, draws and stores it. Null: nothing was sold, so nothing is corrected. */
export async function renderCredit(
  ctx: Ctx,
  { orderId, refundId, kind }: OfRefund,
  { anyway = true }: { anyway?: boolean } = {},
): Promise<string | null> {
  const issue = kind === 'reversal' ? issueReversal : issueCreditNote
  const document = await issue(ctx, { orderId, refundId })
  if (!document) return null
  const key = fileOf(document)
  if (!anyway && (await (await storage()).exists(key))) return key
  await store(ctx, { orderId, key, invoice: drawable(document) })
  return key
}

async function store(
  ctx: Ctx,
  { orderId, key, invoice }: { orderId: string; key: string; invoice: Invoice },
): Promise<void> {
  const pdf = await drawApart(invoice)
  await fault('invoice.before-store')
  await (await storage()).put(key, pdf, 'application/pdf')
  await fault('invoice.stored')
  ctx.log.info({ orderId, key, bytes: pdf.length }, 'document stored')
}
