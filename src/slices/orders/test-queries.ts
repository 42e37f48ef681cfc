import type { Facts, HotQueries, HotQuery } from '#proof/testing/hot-query.ts'
import { everyOrder, type StaffListInput } from './desk/filter.ts'
import { countViews, idOfNumber, listOrders } from './desk/list-queries.ts'
import { readStaffOrder } from './desk/order-queries.ts'
import { readToday } from './desk/today-queries.ts'
import { readOrder, readOrderWithLines } from './queries.ts'
import { findOrder, lastAddressOf, orderStatus, ordersOf } from './shop/shopper-queries.ts'

export const hotQueries: HotQueries = facts => [...following(facts), ...desk(facts)]

function following({ orderId, customerId, number, email }: Facts): HotQuery[] {
  const staff = { customerId: null, isStaff: true }
  return [
    { name: 'an order by its id', run: db => readOrder(db, orderId) },
    { name: 'the page of an order', run: db => orderStatus(db, orderId, staff, new Date()) },
    { name: 'an order with its lines', run: db => readOrderWithLines(db, orderId) },
    { name: "an account's orders", run: db => ordersOf(db, customerId, null) },
    { name: "an account's last address", run: db => lastAddressOf(db, customerId) },
    { name: 'an order by number and email', run: db => findOrder(db, { number, email }) },
  ]
}

/** One for each view and each value of each filter, alone, and some together. */
const deskFilters: { name: string; filter: Partial<StaffListInput> }[] = [
  { name: 'all', filter: {} },
  { name: 'to ship', filter: { view: 'to-ship' } },
  { name: 'processing', filter: { view: 'processing' } },
  { name: 'problems', filter: { view: 'problems' } },
  { name: 'refunded', filter: { view: 'refunded' } },
  { name: 'confirmed', filter: { state: 'confirmed' } },
  { name: 'declined', filter: { state: 'declined' } },
  { name: 'cancelled', filter: { state: 'cancelled' } },
  { name: 'completed and refunded', filter: { state: 'completed', money: 'refunded' } },
  { name: 'waiting for the bank', filter: { money: 'requires_action' } },
  { name: 'picking', filter: { delivery: 'picking' } },
  { name: 'partly shipped', filter: { delivery: 'partly_shipped' } },
  { name: 'returned', filter: { delivery: 'returned' } },
  { name: 'declined, of a month', filter: { state: 'declined', from: '2026-09-01', to: '2026-09-30' } },
]

function desk(facts: Facts): HotQuery[] {
  const { now, orderId, number, email, sku } = facts
  const searches = [
    { name: 'an email', search: email },
    { name: 'a name', search: 'smith' },
    { name: 'a first and a last name', search: 'ada shaw' },
    { name: 'half a number', search: number.slice(2, 6) },
    { name: 'a phone number', search: '+44 (0)20 7946 0991' },
    { name: 'a postcode', search: 'SW1Y 4LB' },
    { name: 'a SKU', search: sku },
    { name: 'the start of a SKU and a name', search: `${sku.slice(0, 6)} shaw` },
    { name: 'a tracking number', search: 'RP-77 1234 567GB' },
    { name: 'a payment', search: 'pi_3Qabcdefgh' },
    { name: 'what nobody is called', search: 'xylophone' },
    { name: 'what everybody has', search: 'example' },
  ].map(({ name, search }) => ({ name: `search for ${name}`, filter: { search } }))
  const lists = [...deskFilters, ...searches].flatMap(({ name, filter }): HotQuery[] => {
    const input = { ...everyOrder, ...filter }
    return [
      { name: `staff list, ${name}`, run: db => listOrders(db, input, now) },
      { name: `staff counts, ${name}`, run: db => countViews(db, input, now) },
    ]
  })
  return [
    ...lists,
    { name: 'staff list, a page further', run: db => listOrders(db, { ...everyOrder, after: orderId }, now) },
    {
      name: 'staff list, refunded, a page back',
      run: db => listOrders(db, { ...everyOrder, view: 'refunded', before: orderId }, now),
    },
    { name: 'an order by its number', run: db => idOfNumber(db, number) },
    { name: 'an order with its timeline', run: db => readStaffOrder(db, orderId, now) },
    { name: 'the desk of today', run: db => readToday(db, now) },
  ]
}
