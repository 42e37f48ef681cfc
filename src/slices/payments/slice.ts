import { rowsOf } from '#platform/db/kept-rows.ts'
import { byItself, byOrder, local } from '#platform/db/placement.ts'
import { slice } from '#platform/slice.ts'
import { paymentInvariants } from './invariants.ts'
import { paymentsRouter } from './router.ts'

export const payments = slice({
  name: 'payments',
  about: 'The card network behind a port, and what became of each payment, refund and dispute',
  routers: { payments: paymentsRouter },
  faultPoints: {
    'charge.sending': 'the call to the provider is about to leave',
    'charge.answered': 'the provider answered, nothing written',
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
  ],
  places: {
    payments: byOrder('order_id'),
    refunds: byOrder('order_id'),
    disputes: byOrder('order_id'),
    webhook_events: byItself('id'),
    provider_rests: local,
    provider_watch: local,
    refused_orders: local,
  },
})
