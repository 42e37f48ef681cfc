import { formatMoney } from '#platform/ui/format.ts'
import { declineCodeOf } from '#slices/orders/bank/decline-code.ts'
import type { ExceptionKind, ParcelException } from '#slices/orders/delivery/exceptions.ts'
import { cardName } from '#slices/payments/ui/card-token.ts'
import { paidWords } from '#slices/pricing/paid-words.ts'
import type { OrderStatus } from '../order-answers.ts'
import { declineWords } from './decline-words.ts'
import { arrivalWords, momentWords } from './order-days.ts'
import { parcelsSentence } from './parcel-words.ts'
import { whatWaits } from './waiting-words.ts'

export type OrderNews = {
  tone: 'info' | 'success' | 'warning' | 'danger'
  /** A plain headline that gives bad news first. */
  headline: string
  sentence: string
  /** True: the page waits for something and refreshes by itself. */
  waiting: boolean
}

/** The news of the order in one headline and one sentence. */
export function orderNews(order: OrderStatus): OrderNews {
  switch (order.state) {
    case 'reserved':
      return order.nextAction ? bankWaits : paymentWaits(order)
    case 'declined':
      return ended('Your payment did not go through', declineSentence(order))
    case 'expired':
      return ended(
        'This order was not completed',
        `The payment was not finished in time, so the order was closed. ${moneySentence(order)}`,
      )
    case 'cancelled':
      return ended('This order was cancelled', moneySentence(order))
    case 'confirmed':
    case 'completed':
      if (order.recall === 'requested' && order.delivery !== 'shipped') return beingStopped(order)
      if (order.recall === 'items') return losingItems(order)
      return order.money === 'refunded' ? refunded(order) : withPartsSentBack(order, onItsWay(order))
  }
}

const bankWaits: OrderNews = {
  tone: 'warning',
  headline: 'Your bank wants to confirm it’s you',
  sentence: 'The order is held for you and is placed as soon as your bank says yes.',
  waiting: true,
}

function paymentWaits(order: OrderStatus): OrderNews {
  return {
    tone: 'info',
    headline: 'Payment is being confirmed',
    sentence: `We’ll email ${order.email} as soon as your bank has answered. There is nothing for you to do: this page updates by itself.`,
    waiting: true,
  }
}

function beingStopped(order: OrderStatus): OrderNews {
  const asked = order.parcels.length
    ? 'We have asked the warehouses to stop the parcels. If none has left'
    : 'We have asked the warehouse to stop the parcel. If it has not left'
  return {
    tone: 'warning',
    headline: 'Your order is being cancelled',
    sentence: `${asked}, your money goes back to ${whereTo(order)}. This page updates by itself.`,
    waiting: true,
  }
}

function losingItems(order: OrderStatus): OrderNews {
  return {
    tone: 'warning',
    headline: 'Items are being taken out of your order',
    sentence: `We have asked the warehouse to stop the parcel. If it has not left, their price goes back to ${whereTo(order)}, and the rest is sent. This page updates by itself.`,
    waiting: true,
  }
}

const ended = (headline: string, sentence: string): OrderNews => ({
  tone: 'danger',
  headline,
  sentence,
  waiting: false,
})

function declineSentence(order: OrderStatus): string {
  const code = declineCodeOf(order.endReason)
  const { message, advice } = declineWords(code)
  // This page has no Pay button. Its link leads back to the checkout.
  return `${message}. ${advice.replace('Press Pay to try again, or use', 'Try again, or use')}`
}

function moneySentence(order: OrderStatus): string {
  if (!isPaid(order)) return order.refunds.length ? refundSentence(order) : 'You have not been charged.'
  const { total, refunded, refunds, moneyHeld } = order
  const left = formatMoney(total.amount - refunded.amount, total.currency)
  const first =
    moneyHeld === 'disputed'
      ? 'You disputed the payment at your bank, which now decides it.'
      : moneyHeld === 'with_bank'
        ? `We are settling your ${left} with the bank and write to you.`
        : `Your money is on its way back to ${whereTo(order)}: ${left}. This page updates by itself.`
  return refunds.length ? `${first} ${refundSentence(order)}` : first
}

const isPaid = ({ money }: OrderStatus) => money === 'paid' || money === 'partially_refunded'

const whereTo = ({ card, paidWith }: OrderStatus) =>
  paidWords(paidWith, card ? cardName(card) : 'the card you paid with')

function refundSentence(order: OrderStatus): string {
  const { refunds } = order
  const last = refunds.at(-1)
  if (!last) return ''
  const sum = refunds.reduce((total, { amount }) => total + amount.amount, 0)
  const when =
    refunds.length === 1 ? `on ${momentWords(last.at)}` : `in parts, the last on ${momentWords(last.at)}`
  return `${formatMoney(sum, last.amount.currency)} was sent back to ${whereTo(order)} ${when}. Banks take 3–5 working days to show it.`
}

function refunded(order: OrderStatus): OrderNews {
  return {
    tone: 'info',
    headline: 'This order was refunded',
    sentence: refundSentence(order),
    waiting: false,
  }
}

/** The parcel comes first, and the money that came back follows. */
function withPartsSentBack(order: OrderStatus, news: OrderNews): OrderNews {
  return order.refunds.length ? { ...news, sentence: `${news.sentence} ${refundSentence(order)}` } : news
}

function onItsWay(order: OrderStatus): OrderNews {
  if (order.exception) return wentWrong(order.exception, order)
  const waits = whatWaits(order)
  const arrives = waits?.isAll ? waits.leaves : arrivesWords(order)
  const news = (headline: string, sentence: string, waiting = true): OrderNews => ({
    tone: 'success',
    headline,
    sentence,
    waiting,
  })
  switch (order.delivery) {
    case 'unfulfilled':
      if (waits) return news(arrives, `Your order is confirmed. ${waits.sentence}`)
      return news(arrives, withReason(order, 'Your order is confirmed and waits to be packed.'))
    case 'picking':
      if (waits) return news(arrives, `What is in stock is being taken off the shelf. ${waits.sentence}`)
      return news(arrives, withReason(order, 'Your order is confirmed and is being taken off the shelf.'))
    case 'packed':
      if (waits) return news(arrives, `What is in stock is packed. ${waits.sentence}`)
      return news(arrives, withReason(order, 'Your order is confirmed, packed and waits for the carrier.'))
    case 'partly_shipped':
      return news(
        waits ? waits.leaves : arrives,
        [parcelsSentence(order), waits?.sentence ?? ''].join(' ').trim(),
      )
    case 'shipped':
      return news(arrives, onItsWaySentence(order))
    case 'delivered':
      return news('Delivered', `${deliveredOn(order)}Something not right? Write to us within 30 days.`, false)
    case 'returned':
      return {
        tone: 'info',
        headline: 'Returned',
        sentence: `The ${order.parcels.length ? 'parcels' : 'parcel'} came back to us.`,
        waiting: false,
      }
  }
}

const wrongs: Record<ExceptionKind, { headline: string; sentence: string }> = {
  lost: { headline: 'Your parcel was lost', sentence: 'The carrier cannot find it, and we are sorry.' },
  damaged: { headline: 'Your parcel came damaged', sentence: 'We know about it, and we are sorry.' },
  undeliverable: {
    headline: 'Your parcel could not be delivered',
    sentence: 'The carrier brings it back to us.',
  },
}

function wentWrong({ kind, isSettled }: ParcelException, order: OrderStatus): OrderNews {
  const { headline, sentence } = wrongs[kind]
  const next = isSettled
    ? 'Write to us if you have a question about it.'
    : 'We are deciding what follows, and this page will say it. You need to do nothing.'
  return {
    tone: 'warning',
    headline,
    sentence: order.refunds.length ? sentence : `${sentence} ${next}`,
    waiting: !isSettled,
  }
}

function arrivesWords({ arrival, arrivalStanding, parcels }: OrderStatus): string {
  switch (arrivalStanding) {
    case 'as_promised':
      return `Arrives ${arrivalWords(arrival)}`
    case 'late':
      return `Arrives ${arrivalWords(arrival)}, later than we promised`
    case 'overdue':
      return parcels.length ? 'Your order is late' : 'Your parcel is late'
  }
}

function onItsWaySentence(order: OrderStatus): string {
  const { arrival, arrivalStanding, carrier, parcels } = order
  if (parcels.length)
    return arrivalStanding === 'overdue'
      ? `${parcelsSentence(order)} The last parcel was due ${arrivalWords(arrival)}. Write to us and we find out where it is.`
      : parcelsSentence(order)
  const withWhom = carrier ?? 'the carrier'
  return arrivalStanding === 'overdue'
    ? `It is with ${withWhom} and was due ${arrivalWords(arrival)}. Write to us and we find out where it is.`
    : withReason(order, `Your parcel is on its way with ${withWhom}.`)
}

/** Of several parcels each says for itself why it is late. */
const withReason = ({ arrivalStanding, lateBecause }: OrderStatus, sentence: string) =>
  arrivalStanding === 'late' && lateBecause ? `${sentence} ${lateBecause}` : sentence

function deliveredOn(order: OrderStatus): string {
  const at = order.timeline.findLast(({ type }) => type === 'order.delivered')?.at
  return at ? `Your ${order.parcels.length ? 'last parcel' : 'parcel'} arrived on ${momentWords(at)}. ` : ''
}

const THANKS_FOR_MS = 3_600_000

/** True in the first hour, until the parcel is there. Later the news is where the parcel is. */
export function isTimeToThank(order: OrderStatus, readAt: Date): boolean {
  const underWay = order.state === 'confirmed' || order.state === 'reserved'
  const isFresh = readAt.getTime() - order.placedAt.getTime() < THANKS_FOR_MS
  return (
    underWay &&
    isFresh &&
    !order.nextAction &&
    order.delivery !== 'delivered' &&
    order.delivery !== 'returned'
  )
}
