import { deskPlace } from '#desk/clock.tsx'
import type { JobInWords } from '#desk/job-words.tsx'
import { jobsHref } from '#desk/jobs/params.ts'
import { ageInWords, jobsInWords } from '#desk/jobs/words.ts'
import { formatDay, formatMoney, formatTime } from '#platform/ui/format.ts'
import { TROUBLES_SHOWN, type Troubles } from '#slices/fulfillment/desk/troubles.ts'
import { COUNT_CAP } from '#slices/orders/desk/filter.ts'
import { ORDERS_COUNTED, type Trouble } from '#slices/orders/desk/trouble.ts'
import { waitsForAnswer } from '#slices/payments/dispute-states.ts'
import { OPEN_DISPUTES_SHOWN, type OpenDispute } from '#slices/reconciliation/desk/books-view.ts'
import type { Today } from './figures.ts'

/** Something that needs a person: the fact, its details, and the page where staff mend it. */
export type Need = { key: string; fact: string; detail: string; href: string; tone: 'danger' | 'warning' }

/** `Wed 9 Dec, 14:00` */
const londonDayTime = (at: Date) => `${formatDay(at, deskPlace)}, ${formatTime(at, deskPlace)}`
const londonTime = (at: Date) => formatTime(at, deskPlace)

/** What the rooms above the orders say of theirs; undefined: not read yet. */
export type Elsewhere = {
  warehouse: Troubles | undefined
  disputes: readonly OpenDispute[] | undefined
  withdrawals: { count: number; since: Date | null } | undefined
  returns: { decide: number; inspect: number; money: number; since: Date | null } | undefined
}

/** What needs a person, worst first. */
export function needsOf(
  today: Today,
  { warehouse, disputes, withdrawals, returns }: Elsewhere,
  { now, jobInWords }: { now: Date; jobInWords: JobInWords },
): Need[] {
  const { troubles, review, unsettled, notPicked, notPickedMinutes, closedDoors, deadLetters, refused } =
    today
  const { recalls } = today
  const dead = deadLetters.reduce((sum, { count }) => sum + count, 0)
  return [
    ...troubles.map(trouble => troubleNeed(trouble, now, jobInWords)),
    dead > 0 && {
      key: 'dead',
      fact: `${jobsInWords(dead)} ${dead === 1 ? 'was' : 'were'} given up`,
      detail: `${deadLetters.map(({ queue, count }) => `${count} × ${jobInWords(queue)}`).join(', ')}.`,
      href: '/admin/jobs#dead-letters',
      tone: 'danger' as const,
    },
    ...(warehouse ? [refusedNeed(warehouse), missingNeed(warehouse)] : []),
    disputesNeed(disputes?.filter(waitsForAnswer) ?? [], now),
    withdrawals &&
      counted(withdrawals.count, {
        key: 'withdrawals',
        one: 'withdrawal is to be settled',
        many: 'withdrawals are to be settled',
        detail: `${withdrawals.since ? `The first was declared on ${londonDayTime(withdrawals.since)}. ` : ''}Its money is due within 14 days, or once the goods are back.`,
        href: '/admin/withdrawals',
      }),
    ...(returns ? returnNeeds(returns) : []),
    counted(review, {
      key: 'review',
      one: 'order needs a review',
      many: 'orders need a review',
      detail: 'Each says why, and what to do next.',
      href: '/admin/orders?view=problems',
    }),
    counted(unsettled, {
      key: 'unsettled',
      one: 'payment has not settled',
      many: 'payments have not settled',
      detail: 'For more than two minutes.',
      href: '/admin/orders?view=problems',
    }),
    recalls &&
      counted(recalls.count, {
        key: 'recalls',
        one: 'recall waits for the warehouse’s answer',
        many: 'recalls wait for the warehouse’s answer',
        detail: `Since ${londonDayTime(recalls.since)}. Nothing is cancelled and no money goes back until it agrees: call it.`,
        href: '/admin/orders?view=problems',
      }),
    counted(notPicked, {
      key: 'not-picked',
      one: 'order is not picked',
      many: 'orders are not picked',
      detail: `Paid more than ${notPickedMinutes} min ago.`,
      href: '/admin/orders?view=not-picked',
    }),
    refused && {
      key: 'refused',
      fact:
        refused.attempts === 1
          ? '1 attempt to order was refused'
          : `${refused.attempts.toLocaleString('en-GB')} attempts to order were refused`,
      detail: `The bank was away ${spanInWords(refused)}. The shop asked shoppers to try again and charged nothing.`,
      href: '/admin/orders?state=cancelled',
      tone: 'warning' as const,
    },
    counted(closedDoors, {
      key: 'doors',
      one: 'buyer is shut out for a while',
      many: 'buyers are shut out for a while',
      detail: 'The bank declined too many of their cards in a row.',
      href: '/admin/orders?state=declined',
    }),
  ].filter(need => Boolean(need)) as Need[]
}

function returnNeeds({ decide, inspect, money, since }: NonNullable<Elsewhere['returns']>) {
  const href = '/admin/returns'
  return [
    counted(money, {
      key: 'returns-money',
      one: 'return could not be paid back',
      many: 'returns could not be paid back',
      detail: 'Each says why. The goods are here.',
      href,
    }),
    counted(decide, {
      key: 'returns-decide',
      one: 'return is to be decided',
      many: 'returns are to be decided',
      detail: `${since ? `The first was asked for on ${londonDayTime(since)}. ` : ''}The shopper waits with the parcel.`,
      href,
    }),
    counted(inspect, {
      key: 'returns-inspect',
      one: 'return is to be inspected',
      many: 'returns are to be inspected',
      detail: 'The goods are here. Their money goes back after the inspection.',
      href,
    }),
  ]
}

const WAREHOUSE_JOBS = '/admin/jobs#warehouse-troubles'

function refusedNeed({ refused }: Troubles): Need | false {
  const [newest] = refused
  const oldest = refused.at(-1)
  if (!newest || !oldest) return false
  return {
    key: 'callbacks',
    fact:
      refused.length === 1
        ? '1 message from the warehouse was refused'
        : `${upTo(refused.length, TROUBLES_SHOWN)} messages from the warehouse were refused`,
    detail: `Since ${londonDayTime(oldest.receivedAt)}. ${newest.refusal} Replay ${refused.length === 1 ? 'it' : 'them'} once that is mended.`,
    href: WAREHOUSE_JOBS,
    tone: 'danger',
  }
}

function missingNeed({ missing }: Troubles): Need | false {
  const [oldest] = missing
  if (!oldest) return false
  const one = missing.length === 1
  return {
    key: 'missing',
    fact: one
      ? 'The warehouse does not have 1 parcel'
      : `The warehouse does not have ${upTo(missing.length, TROUBLES_SHOWN)} parcels`,
    detail: `It was handed ${one ? oldest.number : 'these orders'} and does not know ${one ? 'it' : 'them'}, since ${londonDayTime(oldest.since)}. Hand ${one ? 'it' : 'them'} over again, or cancel.`,
    href: one ? `/admin/orders/${oldest.orderId}` : WAREHOUSE_JOBS,
    tone: 'danger',
  }
}

function disputesNeed(disputes: readonly OpenDispute[], now: Date): Need | false {
  const [first] = disputes.toSorted((a, b) => Number(a.dueAt ?? Infinity) - Number(b.dueAt ?? Infinity))
  if (!first) return false
  const one = disputes.length === 1
  const what = `${one ? `${formatMoney(first.amountMinor, first.currency)} of ${first.number}` : `The first is ${first.number}`}`
  const due = first.dueAt
    ? first.dueAt > now
      ? `Answer at the bank by ${londonDayTime(first.dueAt)}.`
      : `The last day to answer was ${londonDayTime(first.dueAt)}.`
    : 'Answer at the bank.'
  return {
    key: 'disputes',
    fact: one
      ? '1 dispute waits for an answer'
      : `${upTo(disputes.length, OPEN_DISPUTES_SHOWN)} disputes wait for an answer`,
    detail: `${what}. ${due}`,
    href: one ? `/admin/orders/${first.orderId}` : '/admin/orders?view=problems',
    tone: 'danger',
  }
}

const upTo = (count: number, most: number) => (count < most ? String(count) : `${most}+`)

function counted(
  count: number,
  { one, many, ...need }: Omit<Need, 'fact' | 'tone'> & { one: string; many: string },
): Need | false {
  if (count === 0) return false
  const number = count > COUNT_CAP ? `${COUNT_CAP.toLocaleString('en-GB')}+` : count.toLocaleString('en-GB')
  return { ...need, fact: `${number} ${count === 1 ? one : many}`, tone: 'danger' }
}

function troubleNeed(trouble: Trouble, now: Date, jobInWords: JobInWords): Need {
  switch (trouble.kind) {
    case 'no_worker':
      return {
        key: 'no_worker',
        fact:
          trouble.jobs > 0
            ? `No worker is running: ${waitInWords(trouble.jobs, 'job')} since ${londonTime(trouble.since)}`
            : `No worker is running since ${londonTime(trouble.since)}`,
        detail:
          'The shop sends no mails, writes no invoices and hands no orders over until one starts. Nothing is lost.',
        href: '/admin/jobs',
        tone: 'danger',
      }
    case 'waiting':
      return {
        key: 'waiting',
        fact: `${waitInWords(trouble.jobs, 'job')} since ${londonTime(trouble.since)}`,
        detail: `A worker runs but does not reach these jobs: ${trouble.queues.map(jobInWords).join(', ')}.`,
        href: '/admin/jobs',
        tone: 'danger',
      }
    case 'failing':
      return {
        key: `failing ${trouble.service}`,
        fact: `${failingInWords(trouble.service)} for ${ageInWords(trouble.since, now)}: ${
          trouble.orders > 0 ? waitInWords(trouble.orders, 'order') : waitInWords(trouble.jobs, 'job')
        }`,
        detail: `Since ${londonTime(trouble.since)}. ${trouble.error ?? 'No error was kept.'}`,
        href: `${trouble.queues.length === 1 ? jobsHref('/admin/jobs', { queue: trouble.queues[0] ?? '' }) : '/admin/jobs'}#failing`,
        tone: 'danger',
      }
  }
}

const failingInWords = (service: string) =>
  service === 'Invoices' ? 'Writing invoices has failed' : `${service} has failed`

/** `14 orders wait`, `1 job waits` */
function waitInWords(count: number, noun: 'order' | 'job'): string {
  const number = count > ORDERS_COUNTED && noun === 'order' ? '1,000+' : count.toLocaleString('en-GB')
  return count === 1 ? `1 ${noun} waits` : `${number} ${noun}s wait`
}

/** `at 22:01`, `from 22:01 to 22:04` */
function spanInWords({ since, until }: { since: Date; until: Date }): string {
  const [from, to] = [londonTime(since), londonTime(until)]
  return from === to ? `at ${from}` : `from ${from} to ${to}`
}
