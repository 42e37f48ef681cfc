import type { OrdersCtx } from '#slices/orders/orders-ctx.ts'
import { importCatalogue } from './import-catalogue.ts'
import { matchCancellations } from './match-cancellations.ts'
import { placeInvoices, type Send } from './place-invoices.ts'
import { startProgress } from './progress.ts'
import { type Days, readInvoices } from './read-invoices.ts'
import { reconcile } from './reconcile.ts'
import { refundCancellations } from './refund-cancellations.ts'
import { report, unaccounted } from './report.ts'

export type ReplayInput = { file: string; days: Days; concurrency: number }
/** The place of a replay: the shop's database, its REST surface, and the listener for progress. */
export type ReplayCtx = { orders: OrdersCtx; send: Send; print: (line: string) => void }

/**
 * Replays days of a real shop: its things are put on sale, its invoices placed as orders, its cancellations
 * refunded, and at the end the books are compared with the file. It may run again and again, since every id is derived from the file.
 * Answers whether everything agreed.
 */
export async function replay({ orders, send, print }: ReplayCtx, input: ReplayInput): Promise<boolean> {
  const archive = await readInvoices(input.file, input.days)
  const { sales, cancellations, offers } = archive
  if (!sales.length)
    throw new Error(`${input.file} holds no sale from ${input.days.firstDay} to ${input.days.lastDay}.`)

  const imported = await importCatalogue(orders.db, offers.values())
  print(
    `Catalogue: ${imported.products} products, ${imported.variants} variants, ${imported.newVariants} of them new.`,
  )

  print(`Placing ${sales.length} invoices of ${input.days.firstDay} to ${input.days.lastDay} …`)
  const placing = startProgress('orders', sales.length, print)
  const placed = await placeInvoices(send, sales, { concurrency: input.concurrency, onDone: placing.step })
  placing.stop()
  print(`Placed ${placed.placed}, of which ${placed.replayed} stood already.`)

  const matched = matchCancellations(cancellations, sales)
  const refunding = startProgress('refunds', matched.matches.length, print)
  const refunds = await refundCancellations(orders, matched.matches, refunding.step)
  refunding.stop()

  const reconciled = await reconcile(orders.db, archive, matched.matches)
  for (const line of report(archive, matched, reconciled)) print(line)
  const failed = [...placed.failed, ...refunds.failed]
  for (const { invoice, why } of failed) print(`  ${invoice}: ${why}`)
  const lost = unaccounted(archive, matched)
  if (lost.rows || lost.units || lost.valueMicros)
    print(`  ${lost.rows} rows of the file are neither placed nor skipped.`)
  return !failed.length && !reconciled.differences.length && !lost.rows && !lost.units && !lost.valueMicros
}
