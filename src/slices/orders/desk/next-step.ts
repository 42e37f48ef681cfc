import { SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { formatDay, formatMoney, formatTime } from '#platform/ui/format.ts'
import { disputedSentence } from '#slices/orders/bank/bank-words.ts'
import { hasLeft } from '#slices/orders/refunds/plan-refund.ts'
import { blockingStates, waitsForAnswer } from '#slices/payments/dispute-states.ts'
import { mayHappen, type Order } from '../order.ts'
import { isRecallLate } from './late-recalls.ts'
import type { StaffDispute } from './order.ts'

/**
 * The actions that a person may take on the order now. `settle` asks the bank how a payment ended; `review` says that
 * somebody has looked; `send-again` sends jobs that were given up once more; `try-now` runs failing jobs without waiting for
 * their next try.
 */
export type StaffAction = 'review' | 'settle' | 'cancel' | 'take-out' | 'refund' | 'send-again' | 'try-now'

export type NextStep = {
  /** True: somebody must act. */
  urgent: boolean
  headline: string
  explanation: string
  /** The main button. Null when the right thing is to wait. */
  action: StaffAction | null
  /** The other possible actions. */
  others: StaffAction[]
}

type Facts = {
  order: Pick<
    Order,
    | 'state'
    | 'money'
    | 'delivery'
    | 'units'
    | 'needsReview'
    | 'placedAt'
    | 'expiresAt'
    | 'totalMinor'
    | 'refundedMinor'
  > &
    Partial<Pick<Order, 'recall' | 'recallAt'>>
  paidMinor: number
  /** The disputes of the order's payment, oldest first. */
  disputes?: readonly Pick<StaffDispute, 'state' | 'amountMinor' | 'currency' | 'dueAt'>[]
  /** A refund is asked for and not paid yet. */
  refundOpen: boolean
  deadJobs: number
  /** Jobs that failed and are tried again automatically. */
  failing?: readonly { queue: string; error: string | null; nextTryAt: Date | null }[]
  /** When the warehouse took the order. Null until then. */
  handedOverAt?: Date | null
  /** A parcel is lost, damaged or undeliverable, and nobody has decided what follows. */
  hasOpenCase?: boolean
}

/** After this long the request that placed a reserved order must be done, so staff may ask the bank about it. */
const SETTLING_SECONDS = 30

/** The most urgent thing to do now. */
export function nextStep(facts: Facts, now: Date): NextStep {
  const actions = possibleActions(facts)
  const [action = null, ...others] = actions
  const say = (headline: string, explanation: string, urgent = false): NextStep => ({
    urgent,
    headline,
    explanation,
    action,
    others,
  })
  const { order } = facts
  const disputed = disputeStep(facts)
  if (order.needsReview) {
    const headline = disputed?.urgent ? disputed.headline : 'A person must look at this order'
    const looked = say(headline, order.needsReview, true)
    // The order does not settle until it is reviewed, so asking the bank would change nothing.
    const possible = actions.filter(action => action !== 'settle')
    return {
      ...looked,
      action: 'review',
      others: facts.deadJobs > 0 ? ['send-again', ...possible] : possible,
    }
  }
  if (facts.deadJobs > 0) {
    const what = facts.deadJobs === 1 ? 'A consequence' : `${facts.deadJobs} consequences`
    const givenUp = say(
      `${what} of this order ${facts.deadJobs === 1 ? 'was' : 'were'} given up`,
      `${recallWords(order, now)}Send it again when the cause of the failure is over. The last error stands under Jobs, where it can also be discarded.`,
      true,
    )
    return { ...givenUp, action: 'send-again', others: actions }
  }
  if (order.state === 'reserved') {
    const old = now.getTime() - order.placedAt.getTime() > SETTLING_SECONDS * 1000
    if (order.money === 'requires_action')
      return say(
        'Waiting for the shopper',
        'Their bank asked them to confirm the payment. Stock is held until then.',
      )
    return old
      ? say('The payment has not settled', 'The shop asks the bank again soon. You can ask now.', true)
      : say('The payment is being settled', 'Nothing to do yet.')
  }
  const stuck = facts.failing?.find(({ queue }) => Object.hasOwn(stuckWords, queue))
  if ((order.recall === 'requested' || order.recall === 'items') && !stuck) return recallStep(order, now, say)
  if (disputed?.urgent) return say(disputed.headline, disputed.explanation, true)
  if (facts.refundOpen)
    return say('The refund is under way', 'The bank has been asked. It is finished without help.')
  if (stuck) {
    const next = stuck.nextTryAt ? ` It is tried again by itself, next at ${timeOf(stuck.nextTryAt)}.` : ''
    const words = say(
      stuckWords[stuck.queue] ?? '',
      `${recallWords(order, now)}${stuck.error ?? 'No error was kept.'}${next} You can try now.`,
      true,
    )
    return { ...words, action: 'try-now', others: actions }
  }
  if (facts.hasOpenCase)
    return say('Something happened to a parcel', 'Decide what follows, under “After it left”.', true)
  if (order.state === 'confirmed' && !(disputed && hasLeft(order))) return toShip(facts, say)
  if (disputed) return say(disputed.headline, disputed.explanation)
  if (order.state === 'completed')
    return say(
      'Nothing to do',
      order.delivery === 'returned'
        ? 'Every item is back on the shelf.'
        : order.delivery === 'shipped'
          ? 'What had not arrived will not, and that is settled.'
          : order.money === 'refunded'
            ? 'Delivered, and the money was given back.'
            : 'Paid and delivered.',
    )
  if (actions.includes('refund'))
    return say('Money is still here', 'The order ended, but its payment was not given back.', true)
  return say('Nothing to do', 'The order has ended and its stock is free again.')
}

/** Null: no dispute stands in the way of anything. */
function disputeStep({ disputes = [] }: Facts): Pick<NextStep, 'urgent' | 'headline' | 'explanation'> | null {
  const open = disputes.findLast(waitsForAnswer)
  if (open) {
    const what = open.state === 'inquiry' ? 'Answer the bank’s question' : 'Answer the dispute at the bank'
    const day = open.dueAt && formatDay(open.dueAt, { timeZone: SHOP_TIME_ZONE })
    return {
      urgent: true,
      headline: day ? `${what} by ${day}` : what,
      explanation:
        open.state === 'inquiry'
          ? `The card’s bank asks about ${formatMoney(open.amountMinor, open.currency)}. A refund ends the question, too.`
          : disputedSentence(open),
    }
  }
  const blocking = disputes.findLast(({ state }) => blockingStates.includes(state))
  if (!blocking) return null
  return {
    urgent: false,
    headline: blocking.state === 'lost' ? 'The dispute was lost' : 'The bank decides the dispute',
    explanation:
      blocking.state === 'lost'
        ? disputedSentence(blocking)
        : `${disputedSentence(blocking)} It was answered: nothing to do until then.`,
  }
}

type Recalled = Partial<Pick<Order, 'recall' | 'recallAt'>>

/** While the warehouse has not answered, the order is neither cancelled nor on its way, and staff may have to call it. */
function recallStep(
  order: Recalled,
  now: Date,
  say: (headline: string, explanation: string, urgent?: boolean) => NextStep,
): NextStep {
  const isOfItems = order.recall === 'items'
  if (!isRecallLate(order, now))
    return say(
      isOfItems ? 'Items are being taken out' : 'Being recalled',
      `The warehouse was asked to stop the parcel ${agoWords(order.recallAt, now)}. When it agrees, ${isOfItems ? 'the items are taken out and their money goes back; the rest leaves in a new parcel' : 'the order is cancelled and the money goes back'}. Until then the shop keeps asking.`,
    )
  return say(
    'The warehouse has not answered the recall',
    `It was asked to stop the parcel ${agoWords(order.recallAt, now)}, and has said neither yes nor no: ${isOfItems ? 'nothing was taken out' : 'the order is not cancelled'}, and no money has gone back. The shop goes on asking, at least every half hour. Call the warehouse, so that the parcel does not leave meanwhile.`,
    true,
  )
}

/** What a failing or given-up job means for an order that is being recalled; empty for every other order. */
const recallWords = ({ recall, recallAt }: Recalled, now: Date): string =>
  recall === 'requested' || recall === 'items'
    ? `The warehouse was asked to stop the parcel ${agoWords(recallAt, now)} and has not agreed, so ${recall === 'items' ? 'nothing was taken out' : 'the order is not cancelled'} and no money has gone back. `
    : ''

function agoWords(at: Date | null | undefined, now: Date): string {
  const minutes = at ? Math.floor((now.getTime() - at.getTime()) / 60_000) : 0
  if (minutes < 1) return 'a moment ago'
  if (minutes === 1) return 'a minute ago'
  if (minutes < 120) return `${minutes} minutes ago`
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? `${hours} hours ago` : `${Math.floor(hours / 24)} days ago`
}

/** Why an order does not move while its job fails. */
const stuckWords: Record<string, string> = {
  'warehouse.dispatch': 'Handing over fails',
  'warehouse.recall': 'Calling it back from the warehouse fails',
  'warehouse.recall-items': 'Taking items out of the parcel fails',
}

const timeOf = (at: Date) => formatTime(at, { timeZone: SHOP_TIME_ZONE })

function toShip(
  { order, handedOverAt }: Facts,
  say: (headline: string, explanation: string) => NextStep,
): NextStep {
  if (order.recall === 'refused' && !hasLeft(order))
    return say(
      'It could not be stopped',
      'The warehouse says that the parcel has left. Its money can be refunded.',
    )
  switch (order.delivery) {
    case 'unfulfilled':
      return handedOverAt
        ? say(
            `Handed over ${timeOf(handedOverAt)}, no word since`,
            'The warehouse has the order and says when it begins to pick.',
          )
        : say('Not handed over yet', 'The order is paid. It goes to the warehouse by itself within seconds.')
    case 'picking':
      return say('The warehouse is picking', 'It can still be called back.')
    case 'packed':
      return say('Packed, waiting for the carrier', 'It can still be called back.')
    case 'partly_shipped':
      return say('Partly on its way', 'The rest has not left yet.')
    case 'shipped':
      return say('On its way', 'Nothing to do until it arrives.')
    case 'delivered':
      return say('Delivered', 'Nothing to do.')
    case 'returned':
      return say('Returned', 'Every item is back on the shelf.')
  }
}

/**
 * Cancelling ends an order that has not left the house, and a refund of it moves only money. An order that has left or ended
 * is refunded.
 */
function possibleActions({ order, paidMinor, refundOpen, disputes = [] }: Facts): StaffAction[] {
  const gone = hasLeft(order) || order.recall === 'refused'
  // Before a dispute is decided for the shop the bank refuses every refund of the payment.
  const blocked = disputes.some(({ state }) => blockingStates.includes(state))
  const money = paidMinor - order.refundedMinor > 0 && !refundOpen && !blocked
  if (order.state === 'reserved') return ['settle', 'cancel']
  // The money goes back when the warehouse agrees to stop the parcel.
  if (order.recall === 'requested') return []
  const takeOut: StaffAction[] = mayTakeOut(order) && !refundOpen ? ['take-out'] : []
  if (order.state === 'confirmed' && !gone && !refundOpen)
    return money ? ['cancel', ...takeOut, 'refund'] : ['cancel', ...takeOut]
  return money ? ['refund', ...takeOut] : takeOut
}

/** Something of it is still here, and it is not all that there is. */
const mayTakeOut = ({ state, delivery, recall = null, units }: Facts['order']): boolean =>
  mayHappen({ state, delivery, recall }, 'order.items_recalled') &&
  (units > 1 || delivery === 'partly_shipped')
