import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { effects } from '#platform/jobs/schema.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { reservations, warehouses } from '#slices/inventory/schema.ts'
import type { DisputeState } from '#slices/payments/schema.ts'
import { nextStep } from './next-step.ts'
import { paymentAfter, type StaffOrder } from './order.ts'
import { ada, addLine, confirmed, makeOrder, shopper, staffCaller, type TestOrder } from './test-orders.ts'

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)

describe('an order as staff see it', () => {
  let shop: TestShop
  let first: TestOrder
  let order: TestOrder
  let last: TestOrder

  beforeAll(async () => {
    shop = await openTestShop()
    first = await makeOrder(shop, { at: minutesAgo(3) })
    order = await makeOrder(shop, { at: minutesAgo(2), events: [confirmed()] })
    last = await makeOrder(shop, { at: minutesAgo(1) })
    const { lineId, variantId } = await addLine(shop, order.id)
    const warehouseId = uuidv7()
    await shop.db.insert(warehouses).values({ id: warehouseId, code: 'T1', name: 'Leeds' })
    await shop.db
      .insert(reservations)
      .values({ id: uuidv7(), orderId: order.id, orderLineId: lineId, variantId, warehouseId, quantity: 2 })
    await shop.db.insert(effects).values({ causeId: order.id, kind: 'warehouse.dispatch', ref: 'parcel-7' })
  })
  afterAll(() => shop.close())

  test('its lines say where their units stand', async () => {
    const { lines } = await staffCaller(shop, ada).order({ orderId: order.id })
    expect(lines).toMatchObject([
      { sku: 'MUG', quantity: 2, stock: [{ warehouse: 'Leeds', state: 'held', quantity: 2 }] },
    ])
  })

  test('the answer has its history, its effects and its neighbours', async () => {
    const details = await staffCaller(shop, ada).order({ orderId: order.id })
    expect(details.events.map(event => event.type)).toEqual(['order.placed', 'order.confirmed'])
    expect(details.effects).toMatchObject([{ kind: 'warehouse.dispatch', ref: 'parcel-7' }])
    expect(details).toMatchObject({ older: first.id, newer: last.id, paidMinor: 0 })
    expect((await staffCaller(shop, ada).order({ orderId: last.id })).newer).toBeNull()
  })

  test('its announcing job is there before the worker has read it', async () => {
    const { jobs } = await staffCaller(shop, ada).order({ orderId: order.id })
    expect(jobs).toMatchObject([{ queue: 'order.confirmed', state: 'waiting', attempts: 0 }])
  })

  test('private fields do not leave the server', async () => {
    const { order: row } = await staffCaller(shop, ada).order({ orderId: order.id })
    expect(row).not.toHaveProperty('inputHash')
    expect(row).not.toHaveProperty('search')
  })

  test('an unknown order is not found', async () => {
    await expect(staffCaller(shop, ada).order({ orderId: uuidv7() })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  const refund = (reason: string) => ({
    refundId: uuidv7(),
    orderId: order.id,
    reason,
    of: { kind: 'rest' as const },
  })

  test('only staff may cancel, refund or ask the bank', async () => {
    for (const [visitor, code] of [
      [null, 'UNAUTHORIZED'],
      [shopper, 'FORBIDDEN'],
    ] as const) {
      const caller = staffCaller(shop, visitor)
      await expect(caller.cancel({ orderId: order.id, reason: 'mine' })).rejects.toMatchObject({ code })
      await expect(caller.refund(refund('mine'))).rejects.toMatchObject({ code })
      await expect(caller.settle({ orderId: order.id })).rejects.toMatchObject({ code })
    }
  })

  test('a reason is required and stays short', async () => {
    const caller = staffCaller(shop, ada)
    await expect(caller.cancel({ orderId: order.id, reason: '   ' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
    await expect(caller.refund(refund('x'.repeat(201)))).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
  })
})

describe('the next step', () => {
  const now = new Date('2026-07-01T12:00:00Z')
  const paid = {
    state: 'confirmed',
    money: 'paid',
    delivery: 'unfulfilled',
    needsReview: null,
    placedAt: now,
    expiresAt: now,
    totalMinor: 2400,
    refundedMinor: 0,
    units: 1,
  } as const
  const calm = { paidMinor: 2400, refundOpen: false, deadJobs: 0 }
  const step = (order: object, facts: object = {}) =>
    nextStep({ ...calm, ...facts, order: { ...paid, ...order } }, now)

  test('an order that has not left the house is cancelled first, and refunded in part second', () => {
    for (const delivery of ['unfulfilled', 'picking', 'packed']) {
      expect(step({ delivery })).toMatchObject({ action: 'cancel', others: ['refund'] })
      expect(step({ delivery, refundedMinor: 2400 })).toMatchObject({ action: 'cancel', others: [] })
      expect(step({ delivery }, { refundOpen: true })).toMatchObject({ action: null })
    }
  })

  test('of an order of several items, some can be taken out while something of it is here', () => {
    const several = (delivery: string, more: object = {}) => step({ delivery, units: 3, ...more })
    for (const delivery of ['unfulfilled', 'picking', 'packed'])
      expect(several(delivery)).toMatchObject({ action: 'cancel', others: ['take-out', 'refund'] })
    expect(several('partly_shipped', { recall: 'refused' })).toMatchObject({
      action: 'refund',
      others: ['take-out'],
    })
    expect(several('shipped')).toMatchObject({ action: 'refund', others: [] })
    expect(several('packed', { recall: 'requested' }).others).toEqual([])
    const asked = several('packed', { recall: 'items', recallAt: now })
    expect(asked).toMatchObject({
      headline: 'Items are being taken out',
      action: 'cancel',
      others: ['refund'],
    })
  })

  test('an order that has left the house is refunded, not cancelled', () => {
    expect(step({ delivery: 'shipped' })).toMatchObject({ action: 'refund', others: [] })
    expect(step({ state: 'completed', delivery: 'delivered' })).toMatchObject({
      action: 'refund',
      others: [],
    })
  })

  test('a full refund, or one on its way, is not offered again', () => {
    expect(
      step({ state: 'completed', delivery: 'delivered', money: 'refunded', refundedMinor: 2400 }).action,
    ).toBeNull()
    expect(step({ state: 'completed', delivery: 'delivered' }, { refundOpen: true }).action).toBeNull()
  })

  test('for an unsettled payment, asking the bank comes first and cancelling second', () => {
    expect(
      step(
        { state: 'reserved', money: 'unpaid', placedAt: new Date(now.getTime() - 60_000) },
        { paidMinor: 0 },
      ),
    ).toMatchObject({ action: 'settle', others: ['cancel'], urgent: true })
    expect(step({ state: 'reserved', money: 'unpaid' }, { paidMinor: 0 }).urgent).toBe(false)
  })

  test('an order that ended without money needs nothing', () => {
    for (const state of ['declined', 'expired', 'cancelled']) {
      expect(step({ state, money: 'unpaid' }, { paidMinor: 0 })).toMatchObject({
        action: null,
        others: [],
        urgent: false,
      })
    }
  })

  test('a cancelled order whose refund failed can be refunded again, urgently', () => {
    expect(step({ state: 'cancelled' })).toMatchObject({ action: 'refund', urgent: true })
  })

  test('a review and a dead letter come before everything else', () => {
    expect(step({ needsReview: 'amounts differ' }, { deadJobs: 1 })).toMatchObject({
      urgent: true,
      explanation: 'amounts differ',
    })
    expect(step({}, { deadJobs: 2 })).toMatchObject({
      urgent: true,
      headline: '2 consequences of this order were given up',
    })
  })

  test('sending dead jobs again comes first, and cancelling never does', () => {
    for (const delivery of ['unfulfilled', 'picking', 'packed', 'shipped'])
      expect(step({ delivery }, { deadJobs: 1 })).toMatchObject({ action: 'send-again', urgent: true })
    expect(step({}, { deadJobs: 1 }).others).toEqual(['cancel', 'refund'])
    expect(step({ needsReview: 'look' }, { deadJobs: 1 })).toMatchObject({
      action: 'review',
      others: ['send-again', 'cancel', 'refund'],
    })
  })

  test('an order that cannot be handed over says why, and when the next try is', () => {
    const failing = [
      {
        queue: 'warehouse.dispatch',
        error: 'The warehouse answered 503.',
        nextTryAt: new Date('2026-07-01T12:05:00Z'),
      },
    ]
    expect(step({}, { failing })).toMatchObject({
      urgent: true,
      headline: 'Handing over fails',
      explanation: 'The warehouse answered 503. It is tried again by itself, next at 13:05. You can try now.',
      action: 'try-now',
      others: ['cancel', 'refund'],
    })
    const mail = [{ ...failing[0], queue: 'notifications.send-confirmation' }]
    expect(step({}, { failing: mail })).toMatchObject({ urgent: false, headline: 'Not handed over yet' })
  })

  test('a parcel that cannot be called back says why and can be tried now; while that goes well there is nothing to press', () => {
    const recall = { recall: 'requested', recallAt: now }
    const failing = [{ queue: 'warehouse.recall', error: 'The warehouse answered 503.', nextTryAt: null }]
    expect(step(recall, { failing })).toMatchObject({
      urgent: true,
      headline: 'Calling it back from the warehouse fails',
      explanation:
        'The warehouse was asked to stop the parcel a moment ago and has not agreed, so the order is not cancelled and no money has gone back. The warehouse answered 503. You can try now.',
      action: 'try-now',
      others: [],
    })
    expect(step(recall)).toMatchObject({ urgent: false, headline: 'Being recalled', action: null })
  })

  test('an order that was handed over says when, and that no word came since', () => {
    const handedOverAt = new Date('2026-07-01T11:36:00Z')
    expect(step({}, { handedOverAt }).headline).toBe('Handed over 12:36, no word since')
    expect(step({ delivery: 'picking' }, { handedOverAt }).headline).toBe('The warehouse is picking')
  })

  const dispute = (state: DisputeState, dueAt: Date | null = null) => ({
    state,
    dueAt,
    amountMinor: 1_250,
    currency: 'GBP',
  })
  const due = new Date('2026-07-09T12:00:00Z')
  const standings = [
    { delivery: 'unfulfilled' },
    { delivery: 'shipped' },
    { state: 'completed', delivery: 'delivered' },
    { state: 'completed', delivery: 'returned' },
    { state: 'cancelled' },
    { needsReview: 'the card’s holder disputes £12.50' },
    { delivery: 'packed', recall: 'refused' },
  ]

  test('no refund is offered while a dispute blocks it, however the order stands', () => {
    for (const order of standings)
      for (const state of ['needs_response', 'under_review', 'lost'] as const)
        for (const deadJobs of [0, 1]) {
          const { action, others } = step(order, { deadJobs, disputes: [dispute(state)] })
          expect([action, ...others]).not.toContain('refund')
        }
    for (const state of ['won', 'closed', 'inquiry'] as const)
      expect(step({ delivery: 'shipped' }, { disputes: [dispute(state)] }).action).toBe('refund')
  })

  test('a dispute that waits for an answer is the next step, with its last day', () => {
    for (const order of standings)
      expect(step(order, { disputes: [dispute('needs_response', due)] })).toMatchObject({
        urgent: true,
        headline: 'Answer the dispute at the bank by Thu 9 Jul',
        explanation: expect.stringMatching(/disputes £12\.50/),
      })
    expect(step({ delivery: 'shipped' }, { disputes: [dispute('inquiry', due)] })).toMatchObject({
      urgent: true,
      headline: 'Answer the bank’s question by Thu 9 Jul',
      explanation: expect.stringMatching(/asks about £12\.50.+A refund ends the question/),
    })
  })

  test('a dispute that was answered or lost is told, and nobody is urged', () => {
    expect(step({ delivery: 'shipped' }, { disputes: [dispute('under_review')] })).toMatchObject({
      urgent: false,
      headline: 'The bank decides the dispute',
    })
    for (const order of [{ state: 'completed', delivery: 'delivered' }, { state: 'cancelled' }])
      expect(step(order, { disputes: [dispute('lost')] })).toMatchObject({
        urgent: false,
        headline: 'The dispute was lost',
        explanation: expect.stringMatching(/took £12\.50 of this payment back/),
      })
    expect(step({}, { disputes: [dispute('lost')] }).headline).toBe('Not handed over yet')
  })
})

test('what a dispute holds or took is neither told as refunded nor as left', () => {
  const refund = (status: string, amountMinor: number) => ({ status, amountMinor })
  const after = (disputes: object[], refundMinor = 0) =>
    paymentAfter(
      {
        paidMinor: 2_895,
        refunds: [refund('succeeded', 500), refund('failed', 300), refund('reversed', 200)],
        disputes,
      } as unknown as StaffOrder,
      refundMinor,
    )
  expect(after([], 1_000)).toEqual({ refundedMinor: 500, held: null, leftMinor: 1_395 })
  expect(after([{ state: 'won', amountMinor: 2_395 }])).toMatchObject({ held: null, leftMinor: 2_395 })
  expect(after([{ state: 'needs_response', amountMinor: 1_250 }])).toEqual({
    refundedMinor: 500,
    held: { isLost: false, amountMinor: 1_250 },
    leftMinor: 1_145,
  })
  expect(after([{ state: 'lost', amountMinor: 2_895 }])).toEqual({
    refundedMinor: 500,
    held: { isLost: true, amountMinor: 2_395 },
    leftMinor: 0,
  })
})
