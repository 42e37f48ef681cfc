import type { JobInWords } from '#desk/job-words.tsx'
import type { OrderEvent, OrderRefunded } from '../events.ts'
import { addressInWords } from './address-words.ts'
import { parcelWords, type Warehouses, warehousesOf } from './parcel-words.ts'
import { whoDid } from './who-did.ts'
import {
  type EventWords,
  failureInWords,
  reasonInWords,
  repeatedInWords,
  type StatusTone,
  tookWords,
} from './words.ts'

/** An event as the database holds it. */
export type RecordedEvent = OrderEvent & { seq: number; actor: string; at: Date }

/** The facts of the order that the words need. */
export type TimelineFacts = {
  customerName: string
  formatMoney: (amountMinor: number) => string
  formatTime: (at: Date) => string
  /** The name of a line of the order. */
  lineName: (lineId: string) => string
  jobInWords: JobInWords
}

export type TimelineLine = {
  id: string
  actor: string
  /** The actor is not a person, so the page shows the line quieter. */
  bySystem: boolean
  /** Verb and object. With the actor before it, this is a sentence. */
  text: string
  detail: string | null
  tone: StatusTone | null
  at: Date
}

/** The history of an order in plain words, newest first. */
export function timelineOf(events: readonly RecordedEvent[], facts: TimelineFacts): TimelineLine[] {
  const warehouses = warehousesOf(events)
  return events.map(event => lineOf(event, facts, warehouses)).toSorted((a, b) => Number(b.id) - Number(a.id))
}

function lineOf(event: RecordedEvent, facts: TimelineFacts, warehouses: Warehouses): TimelineLine {
  const by = whoDid(event.actor, facts.customerName)
  const words = tell(event, facts, warehouses)
  const actor = words.actor ?? by.name
  const bySystem = words.actor ? true : by.bySystem
  // The process that noticed the bank's action, where the shopper's own request did not bring the news.
  const noticedBy =
    words.actor && event.actor.startsWith('system:') ? `Noticed by ${lowerThe(by.name)}` : null
  return {
    id: String(event.seq),
    actor,
    bySystem,
    text: words.text,
    detail: words.detail ?? noticedBy,
    tone: words.tone ?? null,
    at: event.at,
  }
}

function tell(
  event: RecordedEvent,
  { formatMoney, formatTime, lineName, jobInWords }: TimelineFacts,
  warehouses: Warehouses,
): EventWords {
  switch (event.type) {
    case 'order.placed': {
      const { units, totalMinor, expiresAt } = event.data
      const items = units === 1 ? '1 item' : `${units} items`
      return {
        text: `placed the order: ${items}, ${formatMoney(totalMinor)}`,
        detail: `Stock held until ${formatTime(new Date(expiresAt))}`,
      }
    }
    case 'order.payment_action_required':
      return { actor: 'The bank', text: 'asked the shopper to confirm the payment', tone: 'info' }
    case 'order.confirmed':
      return { actor: 'The bank', text: tookWords(event.data.capturedMinor, formatMoney), tone: 'success' }
    case 'order.declined':
      return { actor: 'The bank', text: `declined the payment: ${failureInWords(event.data.code)}` }
    case 'order.expired':
      return { text: `let the order expire: ${reasonInWords(event.data.reason)}` }
    case 'order.cancelled':
      return { text: `cancelled the order: ${reasonInWords(event.data.reason)}` }
    case 'order.recall_requested':
    case 'order.recall_refused':
      return recallWords(event)
    case 'order.items_recalled':
    case 'order.items_cancelled':
    case 'order.stock_came':
      return itemsWords(event, lineName)
    case 'order.reopened':
      return {
        text: 'opened the order again',
        detail: `Stock held until ${formatTime(new Date(event.data.expiresAt))}`,
      }
    case 'order.refunded': {
      const detail = refundedThings(event.data, lineName)
      return {
        text: `refunded ${formatMoney(event.data.amountMinor)}: ${reasonInWords(event.data.reason)}`,
        ...(detail && { detail }),
      }
    }
    case 'order.refund_failed':
    case 'order.dispute_lost':
    case 'order.dispute_returned':
    case 'order.late_payment_returned':
      return bankWords(event, formatMoney(event.data.amountMinor))
    case 'order.parcels_planned':
    case 'order.picking':
    case 'order.packed':
    case 'order.parcel_moved':
    case 'order.parcel_shipped':
    case 'order.shipped':
    case 'order.parcel_corrected':
    case 'order.parcel_delivered':
    case 'order.delivered':
    case 'order.parcel_exception':
    case 'order.exception_settled':
    case 'order.resent':
      return parcelWords(event, warehouses)
    case 'order.returned':
      return { text: 'noted that every item is back on the shelf' }
    case 'order.completed':
      return { text: 'completed the order' }
    case 'order.put_under_review':
    case 'order.reviewed':
      return reviewWords(event)
    case 'order.jobs_sent_again':
    case 'order.jobs_discarded':
      return givenUpWords(event, jobInWords)
    case 'order.mail_repeated':
      return { text: repeatedInWords(event.data.kind) }
    case 'order.invoice_repeated':
      return { text: 'had the invoice drawn again' }
    case 'order.address_changed':
    case 'order.address_refused':
      return addressWords(event)
    case 'order.hand_over_repeated':
      return { text: 'handed the order to the warehouse again' }
  }
}

const reviewWords = (
  event: Extract<OrderEvent, { type: 'order.put_under_review' | 'order.reviewed' }>,
): EventWords =>
  event.type === 'order.reviewed'
    ? { text: 'looked at the order', detail: event.data.note }
    : { text: 'asked for a person to look', detail: event.data.reason, tone: 'danger' }

function addressWords(
  event: Extract<OrderEvent, { type: 'order.address_changed' | 'order.address_refused' }>,
): EventWords {
  const address = addressInWords(event.data.shippingAddress)
  if (event.type === 'order.address_changed')
    return { text: 'changed the delivery address', detail: `To ${address}` }
  return {
    actor: 'The warehouse',
    text: 'kept to the address before',
    detail: `${event.data.reason} It goes to ${address}`,
    tone: 'warning',
  }
}

/** Money that moved at the bank, other than a refund. */
function bankWords(
  event: Extract<
    OrderEvent,
    {
      type:
        | 'order.refund_failed'
        | 'order.dispute_lost'
        | 'order.dispute_returned'
        | 'order.late_payment_returned'
    }
  >,
  sum: string,
): EventWords {
  switch (event.type) {
    case 'order.refund_failed':
      return {
        actor: 'The bank',
        text: `could not pay out ${sum} that counted as refunded`,
        detail: 'The money is here again, and the shopper does not have it.',
        tone: 'danger',
      }
    case 'order.dispute_lost':
      return { actor: 'The bank', text: `kept ${sum} after a dispute that was lost`, tone: 'danger' }
    case 'order.dispute_returned':
      return { actor: 'The bank', text: `gave back ${sum} of a dispute that had been lost`, tone: 'success' }
    case 'order.late_payment_returned':
      return { text: `returned ${sum} that came after the order had ended`, tone: 'warning' }
  }
}

function recallWords(
  event: Extract<OrderEvent, { type: 'order.recall_requested' | 'order.recall_refused' }>,
): EventWords {
  if (event.type === 'order.recall_requested')
    return {
      text: `asked the warehouse to stop the parcel: ${reasonInWords(event.data.reason)}`,
      detail: 'When it agrees, the order is cancelled and the money goes back',
      tone: 'warning',
    }
  return {
    actor: 'The warehouse',
    text: 'could not stop the parcel',
    detail: event.data.reason,
    tone: 'danger',
  }
}

function itemsWords(
  event: Extract<OrderEvent, { type: 'order.items_recalled' | 'order.items_cancelled' | 'order.stock_came' }>,
  lineName: TimelineFacts['lineName'],
): EventWords {
  if (event.type === 'order.stock_came') return cameWords(event, lineName)
  const { reason, lines } = event.data
  const waiting = 'waiting' in event.data ? (event.data.waiting ?? []) : []
  const detail = shortened(
    [...lines, ...waiting].map(({ lineId, quantity }) => unitsInWords(quantity, lineName(lineId))),
  ).join('; ')
  if (event.type === 'order.items_cancelled')
    return { text: `took items out of the order: ${reasonInWords(reason)}`, detail }
  return {
    text: `asked the warehouse to stop what has these items: ${reasonInWords(reason)}`,
    detail: `${detail}. When it agrees, they are taken out and their money goes back`,
    tone: 'warning',
  }
}

function cameWords(
  { data }: Extract<OrderEvent, { type: 'order.stock_came' }>,
  lineName: TimelineFacts['lineName'],
): EventWords {
  const units = data.parcels.flatMap(({ lines }) =>
    lines.map(({ lineId, quantity }) => unitsInWords(quantity, lineName(lineId))),
  )
  return { text: 'noted that stock came for what waited', detail: shortened(units).join('; '), tone: 'info' }
}

function givenUpWords(
  event: Extract<OrderEvent, { type: 'order.jobs_sent_again' | 'order.jobs_discarded' }>,
  jobInWords: JobInWords,
): EventWords {
  const detail = event.data.queues.map(jobInWords).join('; ')
  if (event.type === 'order.jobs_sent_again') return { text: 'sent again what had been given up', detail }
  return { text: `discarded what had been given up: ${event.data.reason}`, detail }
}

/** Staff read a history at a glance, and the longest order has a thousand lines. */
const NAMED_LINES = 6

/** `2 × Mug, back on the shelf; 1 × Jug; delivery`. Empty for a plain sum and for old refunds that named no lines. */
function refundedThings({ lines = [], shippingMinor }: OrderRefunded, lineName: TimelineFacts['lineName']) {
  const goods = lines.map(({ lineId, quantity, restocked }) =>
    unitsInWords(quantity, `${lineName(lineId)}${restocked ? ', back on the shelf' : ''}`),
  )
  return [...shortened(goods), ...(shippingMinor ? ['delivery'] : [])].join('; ')
}

const unitsInWords = (quantity: number, name: string) => `${quantity} × ${name}`

function shortened(lines: readonly string[]): string[] {
  const more = lines.length - NAMED_LINES
  return [
    ...lines.slice(0, NAMED_LINES),
    ...(more > 0 ? [`${more} more ${more === 1 ? 'line' : 'lines'}`] : []),
  ]
}

function lowerThe(name: string): string {
  return name.replace(/^(The|A) /, article => article.toLowerCase())
}
