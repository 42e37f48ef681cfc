import { expect, test } from 'vitest'
import { jobInWordsFrom } from '#desk/job-words.tsx'
import { jobWords } from '#run/queue-words.ts'
import type { Trouble } from '#slices/orders/desk/trouble.ts'
import type { OpenDispute } from '#slices/reconciliation/desk/books-view.ts'
import { type Elsewhere, needsOf } from './attention-needs.ts'
import type { Today } from './figures.ts'

const now = new Date('2026-11-28T22:10:00Z')
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
const calm = {
  troubles: [],
  review: 0,
  unsettled: 0,
  notPicked: 0,
  notPickedMinutes: 15,
  recalls: null,
  closedDoors: 0,
  deadLetters: [],
  refused: null,
}
const jobInWords = jobInWordsFrom(jobWords)
const quiet = {
  warehouse: { refused: [], missing: [] },
  disputes: [],
  withdrawals: { count: 0, since: null },
  returns: { decide: 0, inspect: 0, money: 0, since: null },
}
const needs = (today: Partial<Today>, elsewhere: Partial<Elsewhere> = {}) =>
  needsOf({ ...calm, ...today } as unknown as Today, { ...quiet, ...elsewhere }, { now, jobInWords })
const facts = (today: Partial<Today>) => needs(today).map(need => need.fact)

test('nothing needs a person when everything runs', () => {
  expect(needs({})).toEqual([])
})

test('a withdrawal that waits is told with the day of the first, and leads to its room', () => {
  const withdrawals = { count: 1, since: new Date('2026-11-27T14:00:00Z') }
  expect(needs({}, { withdrawals })).toMatchObject([
    {
      fact: '1 withdrawal is to be settled',
      detail:
        'The first was declared on Fri 27 Nov, 14:00. Its money is due within 14 days, or once the goods are back.',
      href: '/admin/withdrawals',
    },
  ])
  expect(needs({}, { withdrawals: { ...withdrawals, count: 3 } })[0]?.fact).toBe(
    '3 withdrawals are to be settled',
  )
})

test('a failing service shows for how long, how many orders wait, since when and why, and links to its jobs', () => {
  const mail: Extract<Trouble, { kind: 'failing' }> = {
    kind: 'failing',
    service: 'Mail',
    queues: ['notifications.send-confirmation'],
    jobs: 15,
    orders: 14,
    since: minutesAgo(4),
    error: 'Resend is out of order (503).',
  }
  expect(needs({ troubles: [mail] })).toMatchObject([
    {
      fact: 'Mail has failed for 4 min: 14 orders wait',
      detail: 'Since 22:06. Resend is out of order (503).',
      href: '/admin/jobs?queue=notifications.send-confirmation#failing',
      tone: 'danger',
    },
  ])
  expect(
    needs({ troubles: [{ ...mail, queues: ['notifications.send-shipped', ...mail.queues] }] })[0]?.href,
  ).toBe('/admin/jobs#failing')
  expect(facts({ troubles: [{ ...mail, orders: 0, jobs: 1 }] })).toEqual([
    'Mail has failed for 4 min: 1 job waits',
  ])
  expect(facts({ troubles: [{ ...mail, orders: 1_001 }] })).toEqual([
    'Mail has failed for 4 min: 1,000+ orders wait',
  ])
})

test('a missing worker is shown with the waiting jobs and since when', () => {
  const gone: Trouble = { kind: 'no_worker', jobs: 12, since: minutesAgo(3) }
  expect(facts({ troubles: [gone] })).toEqual(['No worker is running: 12 jobs wait since 22:07'])
  expect(facts({ troubles: [{ ...gone, jobs: 0 }] })).toEqual(['No worker is running since 22:07'])
})

test('dead letters have the same names as elsewhere on the desk, and their link leads to them', () => {
  expect(needs({ deadLetters: [{ queue: 'warehouse.recall', count: 2 }] })).toMatchObject([
    {
      fact: '2 jobs were given up',
      detail: '2 × Call the order back from the warehouse.',
      href: '/admin/jobs#dead-letters',
    },
  ])
})

test('recalls that the warehouse does not answer are told with since when, what it means and what to do', () => {
  expect(needs({ recalls: { count: 2, since: minutesAgo(40) } })).toMatchObject([
    {
      fact: '2 recalls wait for the warehouse’s answer',
      detail:
        'Since Sat 28 Nov, 21:30. Nothing is cancelled and no money goes back until it agrees: call it.',
      href: '/admin/orders?view=problems',
      tone: 'danger',
    },
  ])
  expect(facts({ recalls: { count: 1, since: minutesAgo(40) } })).toEqual([
    '1 recall waits for the warehouse’s answer',
  ])
})

test('a past outage of the bank shows from when to when it lasted and how many orders it refused', () => {
  const refused = { attempts: 8, since: minutesAgo(9), until: minutesAgo(6) }
  expect(needs({ refused })).toMatchObject([
    {
      fact: '8 attempts to order were refused',
      detail: expect.stringContaining('from 22:01 to 22:04'),
      tone: 'warning',
    },
  ])
})

const refusal = (minutes: number, words = 'It names no order of this shop.') => ({
  id: `msg_${minutes}`,
  type: 'fulfillment.shipped',
  orderId: null,
  number: null,
  refusal: words,
  receivedAt: minutesAgo(minutes),
})

test('what the warehouse said and the shop refused is told with why and since when, and leads to its replay', () => {
  const warehouse = { refused: [refusal(2), refusal(9, 'Older words.')], missing: [] }
  expect(needs({}, { warehouse })).toMatchObject([
    {
      fact: '2 messages from the warehouse were refused',
      detail: 'Since Sat 28 Nov, 22:01. It names no order of this shop. Replay them once that is mended.',
      href: '/admin/jobs#warehouse-troubles',
      tone: 'danger',
    },
  ])
  const one = needs({}, { warehouse: { refused: [refusal(2)], missing: [] } })
  expect(one.map(need => need.fact)).toEqual(['1 message from the warehouse was refused'])
  const many = Array.from({ length: 50 }, (_, index) => refusal(index))
  expect(needs({}, { warehouse: { refused: many, missing: [] } })[0]?.fact).toMatch(/^50\+ messages/)
})

test('a parcel that the warehouse does not have leads to its order, and more of them to their list', () => {
  const parcel = (number: string, minutes: number) => ({
    orderId: `id-of-${number}`,
    number,
    since: minutesAgo(minutes),
  })
  expect(needs({}, { warehouse: { refused: [], missing: [parcel('O-1', 7)] } })).toMatchObject([
    {
      fact: 'The warehouse does not have 1 parcel',
      detail:
        'It was handed O-1 and does not know it, since Sat 28 Nov, 22:03. Hand it over again, or cancel.',
      href: '/admin/orders/id-of-O-1',
    },
  ])
  const two = { refused: [], missing: [parcel('O-1', 7), parcel('O-2', 5)] }
  expect(needs({}, { warehouse: two })).toMatchObject([
    { fact: 'The warehouse does not have 2 parcels', href: '/admin/jobs#warehouse-troubles' },
  ])
})

const dispute = (number: string, more: Partial<OpenDispute> = {}): OpenDispute => ({
  id: `id-${number}`,
  orderId: `order-${number}`,
  number,
  providerId: `du_${number}`,
  state: 'needs_response',
  amountMinor: 1_250,
  currency: 'GBP',
  reason: 'fraudulent',
  dueAt: new Date('2026-12-07T14:00:00Z'),
  openedAt: minutesAgo(5),
  ...more,
})

test('a dispute that can be answered is told with its sum and its last day, and leads to its order', () => {
  expect(needs({}, { disputes: [dispute('O-1')] })).toMatchObject([
    {
      fact: '1 dispute waits for an answer',
      detail: '£12.50 of O-1. Answer at the bank by Mon 7 Dec, 14:00.',
      href: '/admin/orders/order-O-1',
      tone: 'danger',
    },
  ])
  const late = dispute('O-1', { dueAt: minutesAgo(10) })
  expect(needs({}, { disputes: [late] })[0]?.detail).toBe(
    '£12.50 of O-1. The last day to answer was Sat 28 Nov, 22:00.',
  )
})

test('of several disputes the one that is due first is named, whatever their order', () => {
  const disputes = [
    dispute('O-3', { dueAt: null }),
    dispute('O-2'),
    dispute('O-1', { dueAt: new Date('2026-12-01T09:00:00Z'), state: 'inquiry' }),
  ]
  expect(needs({}, { disputes })).toMatchObject([
    {
      fact: '3 disputes wait for an answer',
      detail: 'The first is O-1. Answer at the bank by Tue 1 Dec, 09:00.',
      href: '/admin/orders?view=problems',
    },
  ])
})

test('a dispute that was answered, and a question that was, need nobody', () => {
  const disputes = [
    dispute('O-1', { state: 'under_review', dueAt: null }),
    dispute('O-2', { state: 'inquiry', dueAt: null }),
  ]
  expect(needs({}, { disputes })).toEqual([])
})

test('what is not read yet is not told', () => {
  expect(needs({}, { warehouse: undefined, disputes: undefined })).toEqual([])
})
