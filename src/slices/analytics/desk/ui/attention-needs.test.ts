import { expect, test } from 'vitest'
import type { Trouble } from '#slices/orders/desk/trouble.ts'
import { needsOf } from './attention-needs.ts'
import type { Today } from './figures.ts'

const now = new Date('2026-11-28T22:10:00Z')
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
const calm = {
  troubles: [],
  review: 0,
  unsettled: 0,
  notPicked: 0,
  notPickedMinutes: 15,
  closedDoors: 0,
  deadLetters: [],
  refused: null,
}
const needs = (today: Partial<Today>) => needsOf({ ...calm, ...today } as unknown as Today, now)
const facts = (today: Partial<Today>) => needs(today).map(need => need.fact)

test('nothing needs a person when everything runs', () => {
  expect(needs({})).toEqual([])
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
