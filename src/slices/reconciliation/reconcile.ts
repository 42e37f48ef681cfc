import type { OrdersCtx } from '#slices/orders/orders-ctx.ts'
import { overdueOrders } from '#slices/orders/queries.ts'
import { changingDisputes, type OurRow, paidHere, refundedHere } from '#slices/payments/our-books.ts'
import type { ListedPage, PageAsked } from '#slices/payments/provider.ts'
import {
  disputeDifference,
  overdueBefore,
  overdueDifference,
  type PaymentPair,
  paymentDifference,
  refundDifference,
  refundedSumDifference,
} from './compare.ts'
import { daysBefore, MAX_DAYS } from './days.ts'
import { pairDisputes, pairPayments, pairRefunds } from './desk/books.ts'
import type { Difference } from './difference.ts'
import { examineOrder, type Finding, LEFT_ALONE_MS, type Suspect } from './examine-order.ts'
import {
  beginReconciliation,
  endReconciliation,
  noteFindings,
  noteProgress,
  type Reconciliation,
} from './reconciliation.ts'

/** 100,000 payments or refunds. A window with more is compared in parts. */
const MAX_PAGES = 1_000
/** More than this is no accident, so a person looks before anything is mended. */
const MAX_SUSPECTS = 1_000

/**
 * Compares the provider's payments and refunds since `from` with ours, in both directions. Each difference is examined
 * again, then mended by the order's own verbs or shown to staff, and always noted in a sentence. Null: another run is in
 * progress.
 */
export async function reconcile(
  ctx: OrdersCtx,
  asked: { from: Date; startedBy: string },
): Promise<{ run: Reconciliation; findings: Finding[] } | null> {
  const now = ctx.now()
  const window = { from: asked.from, until: new Date(now.getTime() - LEFT_ALONE_MS) }
  const run = await beginReconciliation(ctx.db, { ...window, startedBy: asked.startedBy, now })
  if (!run) return null
  ctx.log.info({ reconciliationId: run.id, ...window }, 'reconciliation begun')
  const findings: Finding[] = []
  try {
    const failure = await compareAll(ctx, run, findings)
    return { run: await end(ctx, run, findings, failure), findings }
  } catch (error) {
    await end(ctx, run, findings, 'It was cut short by a fault of ours; the log says which.')
    throw error
  }
}

async function end(
  ctx: OrdersCtx,
  run: Reconciliation,
  findings: readonly Finding[],
  failure: string | null,
) {
  const ended = await endReconciliation(ctx.db, run.id, { at: ctx.now(), failure })
  const { payments, refunds } = ended
  ctx.log.info(
    { reconciliationId: run.id, payments, refunds, differences: findings.length, failure },
    'reconciliation ended',
  )
  return ended
}

/** Returns why it ended early, or null. */
async function compareAll(ctx: OrdersCtx, run: Reconciliation, findings: Finding[]): Promise<string | null> {
  const listed = { payments: new Set<string>(), refunds: new Set<string>() }
  const suspects = new Map<string, Suspect>()
  const progress = () =>
    noteProgress(ctx.db, run.id, {
      payments: listed.payments.size,
      refunds: listed.refunds.size,
      at: ctx.now(),
    })
  const note = async (found: Finding[]) => {
    findings.push(...found)
    await noteFindings(ctx.db, run.id, found, ctx.now())
    await progress()
  }

  const listedPayments = await eachPage(ctx.gateway.listPayments, run, async page => {
    for (const { providerId } of page) listed.payments.add(providerId)
    await note(suspectPayments(suspects, await pairPayments(ctx.db, page)))
  })
  const listedRefunds = await eachPage(ctx.gateway.listRefunds, run, async page => {
    for (const { providerId } of page) listed.refunds.add(providerId)
    for (const pair of await pairRefunds(ctx.db, page))
      suspect(suspects, refundDifference(pair), pair.theirs?.paymentId)
    await progress()
  })
  const listedDisputes = await eachPage(ctx.gateway.listDisputes, run, async page => {
    for (const { theirs, ours, order } of await pairDisputes(ctx.db, page))
      suspect(suspects, disputeDifference(theirs, ours, order), theirs.paymentId)
    await progress()
  })
  const early = listedPayments ?? listedRefunds ?? listedDisputes
  if (early) return early
  await lookForOurs(ctx, run, listed, suspects)

  if (suspects.size > MAX_SUSPECTS)
    return `${suspects.size} orders seem to differ, more than ${MAX_SUSPECTS}: look at the logs before any of them is mended.`
  for (const one of suspects.values()) await note(await examineOrder(ctx, one))
  return null
}

/** Reads the provider's list page by page. Returns why it stopped early, or null. */
async function eachPage<Item>(
  list: (asked: PageAsked) => Promise<ListedPage<Item> | null>,
  { fromAt, untilAt }: Reconciliation,
  look: (items: Item[]) => Promise<void>,
): Promise<string | null> {
  let after: string | null = null
  for (let count = 0; count < MAX_PAGES; count++) {
    const page = await list({ from: fromAt, until: untilAt, after })
    if (!page) return 'The bank could not be asked. Try again later.'
    await look(page.items)
    after = page.next
    if (after === null) return null
  }
  return `The bank lists more than ${MAX_PAGES * 100} rows since then. Compare a shorter time.`
}

/** Notes the orders that differ. Returns the charges without an order, because there is no order to examine. */
function suspectPayments(suspects: Map<string, Suspect>, pairs: readonly PaymentPair[]): Finding[] {
  return pairs.flatMap(pair => {
    const { theirs, ours, order } = pair
    const difference =
      paymentDifference(pair) ?? (theirs && ours && order && refundedSumDifference(theirs, ours, order))
    if (difference && difference.orderId === null)
      return [{ ...difference, outcome: 'needs_review' as const }]
    suspect(suspects, difference, theirs?.providerId)
    return []
  })
}

function suspect(
  suspects: Map<string, Suspect>,
  because: Difference | null,
  providerId: string | null | undefined,
) {
  if (!because?.orderId) return
  const known = suspects.get(because.orderId)
  const providerIds = known?.providerIds ?? new Set()
  if (providerId) providerIds.add(providerId)
  if (!known) suspects.set(because.orderId, { orderId: because.orderId, providerIds, because })
}

/** The other direction: our rows that were not in the bank's list, and orders that nobody ended. */
async function lookForOurs(
  ctx: OrdersCtx,
  run: Reconciliation,
  listed: { payments: Set<string>; refunds: Set<string> },
  suspects: Map<string, Suspect>,
) {
  const window = { from: run.fromAt, until: run.untilAt }
  await eachBatch(
    after => paidHere(ctx.db, window, after),
    suspectUnlisted(suspects, listed.payments, 'unpaid_there'),
  )
  await eachBatch(
    after => refundedHere(ctx.db, window, after),
    suspectUnlisted(suspects, listed.refunds, 'refunded_here'),
  )
  // These disputes opened before the window and may have been decided in it, or decided otherwise.
  for (const { orderId, providerId } of await changingDisputes(ctx.db, daysBefore(ctx.now(), MAX_DAYS))) {
    const sentence = `${providerId} of order ${orderId} may have been decided there.`
    suspect(suspects, { kind: 'disputed_there', orderId, providerId, sentence }, null)
  }
  for (const order of await overdueOrders(ctx.db, overdueBefore(ctx.now())))
    suspect(suspects, overdueDifference(order, ctx.now()), null)
}

async function eachBatch(
  read: (after: OurRow | null) => Promise<{ rows: OurRow[]; next: OurRow | null }>,
  look: (rows: OurRow[]) => void,
) {
  let after: OurRow | null = null
  for (let count = 0; count < MAX_PAGES; count++) {
    const batch: { rows: OurRow[]; next: OurRow | null } = await read(after)
    look(batch.rows)
    after = batch.next
    if (!after) return
  }
}

function suspectUnlisted(
  suspects: Map<string, Suspect>,
  listed: ReadonlySet<string>,
  kind: 'unpaid_there' | 'refunded_here',
) {
  return (rows: OurRow[]) => {
    for (const { orderId, providerId } of rows) {
      if (providerId && listed.has(providerId)) continue
      const sentence = `${providerId} of order ${orderId} stands here and was not in the bank's list.`
      suspect(suspects, { kind, orderId, providerId, sentence }, null)
    }
  }
}
