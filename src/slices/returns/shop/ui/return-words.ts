import { SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { formatDay } from '#platform/ui/format.ts'
import type { Tone } from '#platform/ui/tone.ts'
import type { ReturnReason, ReturnState } from '#slices/returns/return.ts'
import type { ReturnStanding, ShownStep } from '#slices/returns/standing.ts'

export const reasonWords: Record<ReturnReason, string> = {
  changed_mind: 'I changed my mind',
  damaged: 'It is damaged or does not work',
  wrong_item: 'It is not what I ordered',
  not_as_described: 'It is not as described',
  other: 'Something else',
}

/** What the shopper gets when the goods are here. `credit`: an account has store credit, a guest gets a gift card. */
export const givenWords: Record<CreditAs, string> = {
  store_credit: 'Store credit in your account',
  gift_card: 'A gift card, mailed to the address of your order',
}
export type CreditAs = ReturnStanding['creditAs']

export const stateWords: Record<ReturnState, string> = {
  requested: 'Asked for',
  approved: 'Send it',
  received: 'Arrived',
  settled: 'Closed',
  refused: 'Not accepted',
  cancelled: 'Called off',
  expired: 'Closed',
}

export const stateTones: Record<ReturnState, Tone> = {
  requested: 'info',
  approved: 'warning',
  received: 'info',
  settled: 'success',
  refused: 'danger',
  cancelled: 'neutral',
  expired: 'neutral',
}

/** A step that is over. */
export const stepWords: Record<ShownStep, string> = {
  asked: 'You asked to send it back',
  approved: 'We agreed',
  refused: 'We could not accept it',
  cancelled: 'Called off',
  wish_changed: 'We changed what you get',
  received: 'Goods arrived here',
  inspected: 'We looked at what arrived',
  refunded: 'We sent money back',
  credited: 'We gave you credit',
  expired: 'Nothing had arrived in time',
  closed: 'We closed it',
  settled: 'Everything came and is paid back',
}

export type ShownReturn = ReturnStanding['returns'][number]

/** What comes next, in a sentence. */
export function nextWords({ state, lines, refusal, endsAt }: ShownReturn): string {
  const sum = (of: (line: ShownReturn['lines'][number]) => number) =>
    lines.reduce((total, line) => total + of(line), 0)
  // With several wishes in one return, the mails of each say what went where.
  const isCredit = lines.every(({ wish }) => wish === 'credit')
  switch (state) {
    case 'requested':
      return 'A person decides about it, usually within two working days. Please wait with the parcel until we write.'
    case 'approved':
      return `Print the label, or write the number on the parcel, and send it${endsAt ? ` by ${dayBefore(endsAt)}` : ''}.`
    case 'received': {
      const more = sum(({ approved, extra, received }) => Math.max(0, approved + extra - received))
      if (sum(({ waiting }) => waiting) > 0)
        return `It has arrived. We look at it, usually within two working days, and then ${isCredit ? 'you get your credit' : 'your money goes back'}.`
      return more > 0
        ? `A part of it has arrived. We wait for ${more === 1 ? 'one more item' : `${more} more items`}.`
        : `We have looked at it, and ${isCredit ? 'you are being given your credit' : 'your money is being sent back'}.`
    }
    case 'settled': {
      const back = sum(({ sentBack }) => sentBack)
      const paid = sum(({ refunded }) => refunded) > 0
      if (paid)
        return `${isCredit ? 'You have your credit.' : 'Your money has been sent back.'}${back > 0 ? ' We have sent the rest to you again.' : ''}`
      return back > 0
        ? 'We have sent it to you again.'
        : 'It is closed. We have written to you about the money.'
    }
    case 'refused':
      return `We could not accept it: ${refusal}`
    case 'cancelled':
      return 'It was called off, and nothing came back.'
    case 'expired':
      return 'Nothing arrived in time. If it is on its way, we still take it in.'
  }
}

/** `Wed 9 Dec`: the last day before the end. */
const dayBefore = (end: Date) => formatDay(new Date(end.getTime() - 1), { timeZone: SHOP_TIME_ZONE })

/** `lastDay`: `YYYY-MM-DD` */
export const untilWords = (lastDay: string | null): string =>
  lastDay
    ? `You may send it back until the end of ${formatDay(lastDay, { timeZone: 'UTC' })} if you changed your mind, and for two years if something is wrong with it.`
    : ''
