// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the strings are pieces of other files' code, template placeholders included.

import type { Mutant } from './mutant.ts'
import { bargainMutants } from './mutants/bargain.ts'
import { burglarMutants } from './mutants/burglar.ts'
import { carrierMutants } from './mutants/carrier.ts'
import { casesMutants } from './mutants/cases.ts'
import { creditMutants } from './mutants/credit.ts'
import { floorMutants } from './mutants/floor.ts'
import { itemsMutants } from './mutants/items.ts'
import { promiseMutants } from './mutants/promise.ts'
import { returnMutants } from './mutants/return.ts'
import { stockroomMutants } from './mutants/stockroom.ts'
import { waitingMutants } from './mutants/waiting.ts'

export const mutants: readonly Mutant[] = [
  {
    name: 'no compare-and-set',
    why: 'Two that move an order at once both believe that they did.',
    file: 'src/slices/orders/record-events.ts',
    find: 'where id = $1 and version = $2 returning id',
    put: 'where id = $1 and $2::int > 0 returning id',
  },
  {
    name: 'a new key on retry',
    why: 'While nobody knows what became of the first call, a second under another key is another charge.',
    file: 'src/slices/orders/settle-order.ts',
    find: "  if (now - payment.updatedAt.getTime() < MAY_BE_UNDER_WAY_MS) return 'wait'\n",
    put: "  if (payment.attempt < MAX_ATTEMPTS) {\n    await nextAttempt(ctx.db, payment)\n    return 'charge'\n  }\n",
  },
  {
    name: 'the job sent after the commit',
    why: 'A process that dies between the two leaves a confirmed order that nobody hears of.',
    file: 'src/platform/jobs/transact.ts',
    find: '        await ctx.jobs.send(tx, queue, payload, id)\n',
    put: "        if (queue.startsWith('order.')) setTimeout(() => void ctx.db.transaction(later => ctx.jobs.send(later, queue, payload, id)).catch(() => {}), Math.random() < 0.7 ? 0 : 1e8).unref()\n        else await ctx.jobs.send(tx, queue, payload, id)\n",
  },
  {
    name: 'the loser refunds',
    why: 'The loser of a race knows nothing about the winner.',
    file: 'src/slices/orders/settle-order.ts',
    find: "      ctx.log.info({ orderId }, 'somebody else settled it first')\n",
    put: "      ctx.log.info({ orderId }, 'somebody else settled it first')\n      const mine = await readPayment(ctx.db, orderId)\n      if (mine?.providerId) await ctx.gateway.refund({ refundId: orderId, attempt: 1, orderId, providerId: mine.providerId, amountMinor: mine.amountMinor })\n",
  },
  {
    name: 'unknown is no',
    why: 'A call without an answer is taken for one that never was: the order ends, and the charge stays.',
    file: 'src/slices/orders/settle-order.ts',
    find: "    case 'absent':\n    case 'unknown':\n      return 'wait'\n    default:\n      return unreachable(answer)",
    put: "    case 'absent':\n    case 'unknown':\n      await decline(ctx, order, payment, null, 'no_answer')\n      return 'read'\n    default:\n      return unreachable(answer)",
  },
  {
    name: 'not found is not charged',
    why: 'A call may still be under way when we look for its payment.',
    file: 'src/slices/orders/settle-order.ts',
    find: "  if (now - payment.updatedAt.getTime() < MAY_BE_UNDER_WAY_MS) return 'wait'\n  if (now < order.expiresAt.getTime()) return 'charge'\n",
    put: '',
  },
  {
    name: 'a decline keeps the stock',
    why: 'Units that nobody bought can never be sold.',
    file: 'src/slices/orders/placing/outcomes.ts',
    find: "{ type: 'order.declined', data: { paymentId: payment.id, code } })\n    await endAttempt(transaction.tx, ctx, { orderId: order.id, parties: payment.parties, end: 'failed' })\n    await giveBack(transaction.tx, order, at)\n",
    put: "{ type: 'order.declined', data: { paymentId: payment.id, code } })\n    await endAttempt(transaction.tx, ctx, { orderId: order.id, parties: payment.parties, end: 'failed' })\n",
  },
  {
    name: 'stock given back twice',
    why: 'What was released before is released again, and the shelf promises more than it holds.',
    file: 'src/slices/inventory/release-stock.ts',
    find: "where order_id = ${orderId} and state = 'held'",
    put: "where order_id = ${orderId} and state <> 'consumed'",
  },
  {
    name: 'a cancellation that does not wait for the recall',
    why: 'The money goes back and the unit is sold again while the parcel is on its way.',
    file: 'src/slices/orders/cancel-paid.ts',
    find: '    if (!(await mayBeHandedOver(transaction.tx, order.id)))\n',
    put: '    if (!(await mayBeHandedOver(transaction.tx, order.id)) || order.delivery)\n',
  },
  {
    name: 'an address changed after packing',
    why: 'The label is on the parcel: the order says one place, and the carrier brings it to another.',
    file: 'src/slices/orders/order.ts',
    find: "  'order.address_changed': ['unfulfilled', 'picking'],\n",
    put: "  'order.address_changed': ['unfulfilled', 'picking', 'packed'],\n",
  },
  {
    name: 'a warehouse that keeps the address is not heard',
    why: 'It packed while the change was on its way, and the shopper waits at the new address.',
    file: 'src/slices/fulfillment/send-to-warehouse.ts',
    find: "answer.kind === 'differs' ? await keepAddress(ctx, order, parcel.id, answer.revision) : order.version",
    put: "answer.kind === 'differs' ? await Promise.resolve(keepAddress && order.version) : order.version",
  },
  {
    name: 'a parcel that arrived is told no address',
    why: 'The warehouse sent it to the address before, and the order goes on showing the new one.',
    file: 'src/slices/fulfillment/tell-address.ts',
    find: "if (!goesOn(order)) return 'not sent any more'",
    put: "if (!goesOn(order) || order.state === 'completed') return 'not sent any more'",
  },
  {
    name: 'a hand-over without a note is not asked about',
    why: 'Its worker died, and nobody knows which address the warehouse goes by.',
    file: 'src/slices/fulfillment/dispatch-order.ts',
    find: ': await hearAgain(ctx, orderId)',
    put: ": await Promise.resolve(hearAgain && 'not handed over')",
  },
  {
    name: 'a lost call-back is never asked for',
    why: 'A parcel without news stays where it was last heard of, for ever.',
    file: 'src/slices/fulfillment/parcel-row.ts',
    find: '  const askAt = new Date(now.getTime() + NEWS_WITHIN_MS)\n',
    put: '  const askAt = now.getTime() > NEWS_WITHIN_MS ? null : now\n',
  },
  {
    name: 'a parcel takes the whole order off the shelf',
    why: 'The other warehouse still has its goods, and its shelf says that they are gone.',
    file: 'src/slices/orders/delivery/move-delivery.ts',
    find: 'units: way.units }',
    put: 'units: way.units && null }',
  },
  {
    name: 'the first parcel that leaves counts as the whole order',
    why: 'The order reads as shipped while a part of it still lies on a shelf.',
    file: 'src/slices/orders/delivery/events-of-step.ts',
    find: 'const isLast = others.every(hasLeft)',
    put: 'const isLast = others.length > 0',
  },
  {
    name: 'the first parcel that arrives completes the order',
    why: 'Nobody asks about the parcel that is still on its way.',
    file: 'src/slices/orders/delivery/events-of-step.ts',
    find: 'if (!others.every(hasArrived))\n',
    put: 'if (!others.every(hasLeft))\n',
  },
  {
    name: 'only the first parcel is called back',
    why: 'The order is cancelled, and the rest of it leaves all the same.',
    file: 'src/slices/fulfillment/recall-order.ts',
    find: 'await stopAll(ctx, await parcelIdsOf(ctx.db, orderId), handOver)',
    put: 'await stopAll(ctx, (await parcelIdsOf(ctx.db, orderId)).slice(0, 1), handOver)',
  },
  {
    name: 'what was stopped stays stopped though the order goes on',
    why: 'One parcel had left, the other was stopped, and the shopper waits for it for ever.',
    file: 'src/slices/fulfillment/send-stopped-again.ts',
    find: "  if (order.recall !== 'refused' || !goesOn(order)) return\n",
    put: '  if (order.recall || !goesOn(order)) return\n',
  },
  {
    name: 'job ids by chance',
    why: 'A relay that runs twice doubles every consequence.',
    file: 'src/platform/jobs/relay.ts',
    find: 'jobId(...event.keyOf(payload), queue)',
    put: 'jobId(...event.keyOf(payload), queue, Math.random())',
  },
  {
    name: 'the bank’s own refunds ignored',
    why: 'Money that goes back in the bank’s dashboard is not ours any more, whatever our books say.',
    file: 'src/slices/orders/bank/follow-change.ts',
    find: "  if (!type.startsWith('payment_intent.')) await followBank(ctx, orderId)\n",
    put: "  if (type.startsWith('never.')) await followBank(ctx, orderId)\n",
  },
  {
    name: 'a refund that failed later still counts',
    why: 'The shopper waits for money that the books say they have.',
    file: 'src/slices/orders/bank/follow-bank.ts',
    find: "    if (ours?.status === 'succeeded') await noteRefundCameBack(ctx, ours)\n",
    put: "    if (ours?.status === 'reversed') await noteRefundCameBack(ctx, ours)\n",
  },
  {
    name: 'goods sent though all of the money went back',
    why: 'A refund at the bank itself says as clearly as one at the desk that the parcel must stay.',
    file: 'src/slices/orders/delivery/stop-goods.ts',
    find: '  if (!madeThere) return\n',
    put: '  if (madeThere) return\n',
  },
  {
    name: 'a lost webhook is never asked for',
    why: 'A webhook that does not come is no sign that nothing happened.',
    file: 'src/slices/orders/sweep.ts',
    find: '  swept.changes = (await watchBank(ctx)) ?? 0\n',
    put: '  if (swept.orders < 0) swept.changes = (await watchBank(ctx)) ?? 0\n',
  },
  {
    name: 'refunds of disputed money',
    why: 'The bank has taken it already: what the desk gives back goes twice, or is refused.',
    file: 'src/slices/orders/refunds/request-refund.ts',
    find: '  if (paid.disputed) return {',
    put: "  if (paid.disputed && of.kind === 'lines') return {",
  },
  {
    name: 'stock released before the payment is cancelled, and late money kept',
    why: 'The buyer says yes to their bank and pays for an order that has ended. Either alone does no harm: late money goes back.',
    file: 'src/slices/orders/settle-order.ts',
    find: `  if (ctx.now() < order.expiresAt) return 'wait'
`,
    put: `  if (ctx.now() < order.expiresAt) return 'wait'
  const left = await readPayment(ctx.db, order.id)
  if (left) await endWithoutMoney(ctx, order, left, { type: 'order.expired', data: { reason: 'no_payment_in_time' } })
  if (left) return 'read'
`,
    also: {
      find: "if (order.state !== 'reserved') return returnLatePayment(ctx, order, payment)",
      put: "if (order.state !== 'reserved') return order",
    },
  },
  {
    name: 'attempts counted after the bank’s answer',
    why: 'All that are under way at the same moment pass the look that comes before.',
    file: 'src/slices/orders/placing/write-order.ts',
    find: '      beginAttempt(tx, { orderId: request.orderId, parties, lines, at }),\n      spendTurns',
    put: '      spendTurns',
    also: {
      file: 'src/slices/orders/placing/place-order.ts',
      find: '  ctx.goOn?.(settling)\n',
      put: "  if (fresh) void settling.then(async order => { if (order?.state !== 'declined') return; const [{ beginAttempt, partiesOf }, { transact }] = await Promise.all([import('./attempts.ts'), import('#platform/jobs/transact.ts')]); await transact(ctx, ({ tx }) => beginAttempt(tx, { orderId: order.id, parties: partiesOf(ctx, order), lines: fresh.lines, at: ctx.now() })) }).catch(() => {})\n  ctx.goOn?.(settling)\n",
    },
  },
  {
    name: 'a hold without a bound',
    why: 'One email holds all there is and never pays.',
    file: 'src/slices/orders/placing/attempts.ts',
    find: '  await refuseTooMuch(tx, parties, lines, await looking)\n',
    put: '',
  },
  {
    name: 'another customer at the provider for each asking',
    why: 'A lost answer leaves two customers of one account, and a card that is kept at the one is not in the list of the other.',
    file: 'src/slices/payments/cards/stripe-cards.ts',
    find: 'idempotencyKey: `customer:${customerId}:${attempt}`',
    put: 'idempotencyKey: `customer:${customerId}:${attempt}:${Math.random()}`',
  },
  {
    name: 'a payment that ended names its customer on',
    why: 'Whose card it was stands in our books for good, though nothing is sent again.',
    file: 'src/slices/payments/note-payment.ts',
    find: 'set({ status, failureCode, parties: null, providerCustomerId: null, updatedAt: at })',
    put: 'set({ status, failureCode, parties: null, updatedAt: at })',
  },
  {
    name: 'a removed card is only left out of the answer',
    why: 'Somebody is told that their card is gone, and the provider keeps it.',
    file: 'src/slices/payments/cards/change-cards.ts',
    find: "if (providerId) orAway(await ctx.gateway.cards.removeCard(chosen.cardId), unknownWhether('removed'))\n  return savedCards(ctx, chosen.customerId)",
    put: "if (providerId) orAway(await Promise.resolve({ kind: 'done' as const }), unknownWhether('removed'))\n  const shown = await savedCards(ctx, chosen.customerId)\n  return shown.kind === 'cards' ? { ...shown, cards: shown.cards.filter(({ id }) => id !== chosen.cardId) } : shown",
  },
  ...bargainMutants,
  ...creditMutants,
  ...floorMutants,
  ...promiseMutants,
  ...returnMutants,
  ...carrierMutants,
  ...casesMutants,
  ...itemsMutants,
  ...stockroomMutants,
  ...waitingMutants,
  ...burglarMutants,
]

/** The files with the bug in them, by path. Its places must be there, once each; otherwise the code has moved on and the mutant with it. */
export function planted(
  { name, also, ...edit }: Mutant,
  read: (file: string) => string,
): Map<string, string> {
  const made = new Map<string, string>()
  for (const { file = edit.file, find, put } of [edit, ...(also ? [also] : [])]) {
    const text = made.get(file) ?? read(file)
    if (text.split(find).length !== 2) throw new Error(`"${name}" no longer fits ${file}.`)
    made.set(
      file,
      text.replace(find, () => put),
    )
  }
  return made
}
