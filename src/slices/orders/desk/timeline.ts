import type { OrderEvent, OrderRefunded, OrderShipped, ParcelFacts } from '../events.ts'
import { jobInWords } from './job-words.ts'
import { failureInWords, reasonInWords, repeatedInWords, type StatusTone } from './words.ts'

/** An event as the database holds it. */
export type RecordedEvent = OrderEvent & { seq: number; actor: string; at: Date }

/** What the words need to know of the order itself. */
export type TimelineFacts = {
  customerName: string
  formatMoney: (amountMinor: number) => string
  formatTime: (at: Date) => string
  /** What a line of the order is called. */
  lineName: (lineId: string) => string
}

export type TimelineLine = {
  id: string
  actor: string
  /** Not a person: shown quieter. */
  bySystem: boolean
  /** Verb and object; with the actor before it, a sentence. */
  text: string
  detail: string | null
  tone: StatusTone | null
  at: Date
}

/** The history of an order in plain words, newest first. */
export function timelineOf(events: readonly RecordedEvent[], facts: TimelineFacts): TimelineLine[] {
  return events.map(event => lineOf(event, facts)).toSorted((a, b) => Number(b.id) - Number(a.id))
}

function lineOf(event: RecordedEvent, facts: TimelineFacts): TimelineLine {
  const by = whoDid(event.actor, facts.customerName)
  const told = tell(event, facts)
  const actor = told.actor ?? by.name
  const bySystem = told.actor ? true : by.bySystem
  // Names the source when the bank's action reached us by another way than the shopper's own request.
  const heard = told.actor && event.actor.startsWith('system:') ? `Noticed by ${lowerThe(by.name)}` : null
  return {
    id: String(event.seq),
    actor,
    bySystem,
    text: told.text,
    detail: told.detail ?? heard,
    tone: told.tone ?? null,
    at: event.at,
  }
}

type Told = { actor?: string; text: string; detail?: string; tone?: StatusTone }

function tell(event: RecordedEvent, { formatMoney, formatTime, lineName }: TimelineFacts): Told {
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
      return { actor: 'The bank', text: `took ${formatMoney(event.data.capturedMinor)}`, tone: 'success' }
    case 'order.declined':
      return { actor: 'The bank', text: `declined the payment: ${failureInWords(event.data.code)}` }
    case 'order.expired':
      return { text: `let the order expire: ${reasonInWords(event.data.reason)}` }
    case 'order.cancelled':
      return { text: `cancelled the order: ${reasonInWords(event.data.reason)}` }
    case 'order.recall_requested':
    case 'order.recall_refused':
      return recallWords(event)
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
      return {
        actor: 'The bank',
        text: `could not pay out ${formatMoney(event.data.amountMinor)} that counted as refunded`,
        detail: 'The money is here again, and the shopper does not have it.',
        tone: 'danger',
      }
    case 'order.late_payment_returned':
      return {
        text: `returned ${formatMoney(event.data.amountMinor)} that came after the order had ended`,
        tone: 'warning',
      }
    case 'order.picking':
      return { text: 'began to pick the order' }
    case 'order.packed':
      return { text: 'packed the parcel' }
    case 'order.shipped':
      return shippedWords(event.data)
    case 'order.parcel_corrected':
      return { text: 'corrected what is known of the parcel', ...parcelDetail(event.data) }
    case 'order.delivered':
      return { text: 'delivered the parcel', tone: 'success' }
    case 'order.returned':
      return { text: 'noted that every item is back on the shelf' }
    case 'order.completed':
      return { text: 'completed the order' }
    case 'order.put_under_review':
      return { text: 'asked for a person to look', detail: event.data.reason, tone: 'danger' }
    case 'order.reviewed':
      return { text: 'looked at the order', detail: event.data.note }
    case 'order.jobs_sent_again':
      return { text: 'sent again what had been given up', detail: jobsInWords(event.data.queues) }
    case 'order.jobs_discarded':
      return {
        text: `discarded what had been given up: ${event.data.reason}`,
        detail: jobsInWords(event.data.queues),
      }
    case 'order.mail_repeated':
      return { text: repeatedInWords(event.data.kind) }
    case 'order.invoice_repeated':
      return { text: 'had the invoice drawn again' }
    case 'order.hand_over_repeated':
      return { text: 'handed the order to the warehouse again' }
  }
}

const jobsInWords = (queues: readonly string[]) => queues.map(jobInWords).join('; ')

function recallWords(
  event: Extract<OrderEvent, { type: 'order.recall_requested' | 'order.recall_refused' }>,
): Told {
  if (event.type === 'order.recall_requested')
    return {
      text: `asked the warehouse to stop the parcel: ${reasonInWords(event.data.reason)}`,
      detail: 'With its yes the order is cancelled and the money goes back',
      tone: 'warning',
    }
  return {
    actor: 'The warehouse',
    text: 'could not stop the parcel',
    detail: event.data.reason,
    tone: 'danger',
  }
}

/** What was never said is not made up: neither who has the parcel nor when it left. */
function shippedWords(parcel: OrderShipped): Told {
  const { carrier, trackingNumber, unheard } = parcel
  const number = trackingNumber ? { detail: trackingNumber } : {}
  if (unheard) return { text: 'sent the parcel; when, nobody has said', ...number, tone: 'success' }
  return { text: `handed the parcel to ${carrier || 'the carrier'}`, ...number, tone: 'success' }
}

function parcelDetail({ carrier, trackingNumber }: ParcelFacts): { detail?: string } {
  const parts = [carrier && `Carrier: ${carrier}`, trackingNumber && `Tracking number: ${trackingNumber}`]
  const detail = parts.filter(Boolean).join('; ')
  return detail ? { detail } : {}
}

/** A history is read at a glance; the longest order has a thousand lines. */
const NAMED_LINES = 6

/** `2 × Mug, back on the shelf; 1 × Jug; delivery`. Empty for a mere sum, and for refunds of before they named anything. */
function refundedThings({ lines = [], shippingMinor }: OrderRefunded, lineName: TimelineFacts['lineName']) {
  const more = lines.length - NAMED_LINES
  const goods = lines
    .slice(0, NAMED_LINES)
    .map(
      ({ lineId, quantity, restocked }) =>
        `${quantity} × ${lineName(lineId)}${restocked ? ', back on the shelf' : ''}`,
    )
  const rest = more > 0 ? [`${more} more ${more === 1 ? 'line' : 'lines'}`] : []
  return [...goods, ...rest, ...(shippingMinor ? ['delivery'] : [])].join('; ')
}

const systemNames: Record<string, string> = {
  sweeper: 'The sweeper',
  'payment-webhook': "The bank's call-back",
  warehouse: 'The warehouse',
  worker: 'The shop',
  reconciliation: 'The nightly check',
  command: 'A command',
}

/** The text of `actorName` (lib/actor.ts) as a name to begin a sentence with. */
export function whoDid(actor: string, customerName: string): { name: string; bySystem: boolean } {
  const [kind = '', first = '', ...rest] = actor.split(':')
  switch (kind) {
    case 'customer':
      return { name: customerName, bySystem: false }
    case 'staff':
      return { name: rest.join(':') || 'Staff', bySystem: false }
    case 'program':
      return { name: 'A program', bySystem: true }
    default:
      return { name: systemNames[first] ?? 'The shop', bySystem: true }
  }
}

function lowerThe(name: string): string {
  return name.replace(/^(The|A) /, article => article.toLowerCase())
}
