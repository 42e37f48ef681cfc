import { rowsOf } from '#platform/db/kept-rows.ts'
import { byCustomer, byItself, byOrder, local } from '#platform/db/placement.ts'
import { slice } from '#platform/slice.ts'
import { accountDeleted } from '#slices/customers/events.ts'
import { cardsRouter } from './cards/router.ts'
import { paymentInvariants } from './invariants.ts'
import { forgetCustomerQueue } from './jobs.ts'
import { pages } from './pages.ts'
import { paymentLimits } from './rate-limits.ts'
import { paymentsRouter } from './router.ts'

export const payments = slice({
  name: 'payments',
  about: 'The card network behind a port, and what became of each payment, refund and dispute',
  routers: { payments: paymentsRouter, cards: cardsRouter },
  on: [[accountDeleted, forgetCustomerQueue]],
  queueWords: {
    'payments.forget-customer': { does: 'Have the payment provider forget the cards of a deleted account' },
  },
  pages,
  limits: paymentLimits,
  faultPoints: {
    'charge.sending': 'the call to the provider is about to leave',
    'charge.answered': 'the provider answered, nothing written',
    'customer.noted': 'the provider is about to be asked for a customer',
    'customer.answered': 'the provider made a customer, its id not written',
    'refund.sending': 'the refund is about to leave',
    'refund.answered': 'the provider answered the refund, nothing written',
    'webhook.kept': 'the webhook kept, nothing done',
    'webhook.settled': 'the webhook acted upon, not marked done',
  },
  invariants: paymentInvariants,
  keeps: [
    {
      what: "the bank's webhooks",
      keptDays: 90,
      why: 'The bank sends again for three days; staff look at what it said for some weeks. What was not processed stays.',
      expire: rowsOf('webhook_events', 'id', 'received_at < $1::timestamptz and processed_at is not null'),
    },
    {
      what: "processes' rests from the bank",
      keptDays: 1,
      why: 'Nothing reads them after their end.',
      expire: rowsOf('provider_rests', 'process', 'until < $1::timestamptz'),
    },
    {
      what: 'minutes in which orders were refused',
      keptDays: 90,
      why: 'Staff look back at an outage for some weeks; a row a minute at most.',
      expire: rowsOf('refused_orders', 'minute', 'minute < $1::timestamptz'),
    },
  ],
  keepsOfPeople: [
    {
      what: 'Your payment: a reference, the card’s brand and its last four digits. The card number goes to our payment provider and never to us.',
      why: 'We need these to refund you and to answer your bank (contract).',
      howLong: 'They stay with the order.',
      place: 2,
    },
    {
      what: 'Cards, if you ask us to keep them for next time: our payment provider keeps them. We keep the number under which it knows you, and nothing of the card.',
      why: 'With it you pay without typing the card again (your consent).',
      howLong: 'Each card stays until you remove it, under “Cards”, and all go when you delete the account.',
      place: 13,
    },
  ],
  ownData: {
    provider_customers: {
      where: 'customer_id = $1',
      note: 'The cards that you asked us to keep are with our payment provider, under this number. We hold nothing of them; you see them under “Cards” in your account.',
    },
  },
  leavesBehind: { provider_customers: 'Nobody keeps cards for a visitor.' },
  places: {
    payments: byOrder('order_id'),
    refunds: byOrder('order_id'),
    disputes: byOrder('order_id'),
    provider_customers: byCustomer('customer_id'),
    webhook_events: byItself('id'),
    provider_rests: local,
    provider_watch: local,
    refused_orders: local,
  },
})
