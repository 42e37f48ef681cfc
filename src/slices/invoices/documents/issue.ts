import { cardWords } from '#platform/fields/card-words.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { effectOf } from '#platform/jobs/effects.ts'
import { mustFind } from '#platform/jobs/must-find.ts'
import { assert } from '#platform/lib/assert.ts'
import { itemName } from '#slices/catalog/option-words.ts'
import type { OrderEvent } from '#slices/orders/events.ts'
import { refundWords } from '#slices/orders/refunds/refund-words.ts'
import type { CreditContent } from './content.ts'
import { creditsOf } from './credits.ts'
import { type CreditDocument, type InvoiceDocument, readCredit, readInvoiceDocument } from './queries.ts'
import { frozenOf, invoiceContentOf, readSale, type Sale } from './read-sale.ts'
import { taxesOfParts } from './sold.ts'
import { writeDocument } from './write-document.ts'

/** The kind of the note that an order's invoice is drawn and stored; its `ref` is the file's key. */
export const INVOICE_EFFECT = 'invoices.render'

type IssueCtx = Pick<Ctx, 'db' | 'now'>

/**
 * Writes the invoice of a confirmed order, once. Null: it was drawn under the order's number, before invoices had numbers of their own, and
 * keeps that.
 */
export async function issueInvoice(ctx: IssueCtx, orderId: string): Promise<InvoiceDocument | null> {
  const cause = { orderId, kind: 'invoice', causeId: orderId } as const
  const known = await readInvoiceDocument(ctx.db, orderId)
  if (known) return known
  if (await effectOf(ctx.db, orderId, INVOICE_EFFECT)) return null
  const sale = mustFind(await readSale(ctx.db, orderId), `The confirmation of order ${orderId}`)
  await writeDocument(ctx, cause, invoiceContentOf(sale))
  return mustFind(await readInvoiceDocument(ctx.db, orderId), `The invoice of order ${orderId}`)
}

type OfRefund = { orderId: string; refundId: string }

/**
 * Writes the credit note of a refund, once, and first the invoice that it corrects, if the job that does so was slower. Null: the order was
 * never confirmed, so that nothing was sold and nothing is corrected.
 */
export async function issueCreditNote(
  ctx: IssueCtx,
  { orderId, refundId }: OfRefund,
): Promise<CreditDocument | null> {
  const cause = { orderId, kind: 'credit_note', causeId: refundId } as const
  const known = await readCredit(ctx.db, cause)
  if (known) return known
  const sale = await readSale(ctx.db, orderId)
  if (!sale) return null
  const invoice = await issueInvoice(ctx, orderId)
  const corrects = invoice
    ? { number: invoice.number, issuedOn: invoice.issuedOn }
    : { number: sale.order.number, issuedOn: null }
  await writeDocument(ctx, cause, creditContentOf(sale, refundId, corrects))
  return mustFind(await readCredit(ctx.db, cause), `The credit note of refund ${refundId}`)
}

/**
 * Takes the credit note of a refund back that failed after it had been given: the bank returned the money, the order counts as paid again,
 * and what is given back later gets a credit note of its own. Null: the order was never confirmed.
 */
export async function issueReversal(
  ctx: IssueCtx,
  { orderId, refundId }: OfRefund,
): Promise<CreditDocument | null> {
  const cause = { orderId, kind: 'reversal', causeId: refundId } as const
  const known = await readCredit(ctx.db, cause)
  if (known) return known
  const sale = await readSale(ctx.db, orderId)
  if (!sale) return null
  const credit = mustFind(
    await issueCreditNote(ctx, { orderId, refundId }),
    `The credit note of refund ${refundId}`,
  )
  const { content } = credit
  const failed = storyOf(sale).find(
    event => event.type === 'order.refund_failed' && event.data.refundId === refundId,
  )
  await writeDocument(ctx, cause, {
    ...content,
    corrects: { number: credit.number, issuedOn: credit.issuedOn },
    ofInvoice: content.corrects.number,
    paid: { ...content.paid, at: mustFind(failed, `The failure of refund ${refundId}`).at.toISOString() },
  })
  return mustFind(await readCredit(ctx.db, cause), `The reversal of refund ${refundId}`)
}

function creditContentOf(sale: Sale, refundId: string, corrects: CreditContent['corrects']): CreditContent {
  const { order, lines, payment, sold } = sale
  const story = storyOf(sale)
  const refunded = story.find(event => event.type === 'order.refunded' && event.data.refundId === refundId)
  const credit = creditsOf(sold.parts, story).get(refundId)
  assert(refunded?.type === 'order.refunded' && credit, `refund ${refundId} is in the history of its order`)
  const { amountMinor, shippingMinor = 0, lines: units = [] } = refunded.data
  // Credit that was given instead of money is owed from then on, like what went back to a gift card.
  const creditMinor = (refunded.data.creditMinor ?? 0) + (refunded.data.grantedMinor ?? 0)
  const named = units.map(unit => {
    const line = mustFind(
      lines.find(({ id }) => id === unit.lineId),
      `Line ${unit.lineId}`,
    )
    const name = itemName(line.name, line.options)
    return { sku: line.sku, name, quantity: unit.quantity, amountMinor: unit.amountMinor }
  })
  const ofLines = named.reduce((sum, line) => sum + line.amountMinor, 0)
  return {
    ...frozenOf(order),
    corrects,
    taxes: taxesOfParts(sold, order.shippingAddress.country, credit),
    lines: named,
    deliveryMinor: shippingMinor,
    otherMinor: amountMinor - shippingMinor - ofLines,
    totalMinor: amountMinor,
    paid: {
      at: refunded.at.toISOString(),
      by: refundWords(order, refunded.data, cardWords(payment)),
      ...(creditMinor > 0 && { creditMinor }),
    },
  }
}

const storyOf = ({ events }: Pick<Sale, 'events'>) =>
  // Type and data were written together from one OrderEvent, which the column types do not express.
  events as readonly (OrderEvent & { seq: number; at: Date })[]
