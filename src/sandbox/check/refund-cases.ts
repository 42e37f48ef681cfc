import { type Case, idOf, paid, unconfirmed } from './case.ts'

const REFUND = 'POST /v1/refunds'
export const givingBack: readonly Case[] = [
  {
    endpoint: REFUND,
    outcome: 'all of it',
    status: 200,
    shape: 'refund',
    ask: async bank => bank.post('refunds', { payment_intent: await paid(bank) }),
  },
  {
    endpoint: REFUND,
    outcome: 'a part, with its reason',
    status: 200,
    shape: 'refund',
    ask: async bank =>
      bank.post('refunds', { payment_intent: await paid(bank), amount: '100', reason: 'duplicate' }),
  },
  {
    endpoint: REFUND,
    outcome: 'more than was taken',
    status: 400,
    shape: 'error',
    ask: async bank => bank.post('refunds', { payment_intent: await paid(bank), amount: '4251' }),
  },
  {
    endpoint: REFUND,
    outcome: 'given back already',
    status: 400,
    shape: 'error',
    async ask(bank) {
      const id = await paid(bank)
      await bank.post('refunds', { payment_intent: id })
      return bank.post('refunds', { payment_intent: id })
    },
  },
  {
    endpoint: REFUND,
    outcome: 'nothing was taken',
    status: 400,
    shape: 'error',
    ask: async bank => bank.post('refunds', { payment_intent: await unconfirmed(bank) }),
  },
  {
    endpoint: 'GET /v1/refunds/{refund}',
    outcome: 'found',
    status: 200,
    shape: 'refund',
    ask: async bank =>
      bank.get(`refunds/${idOf(await bank.post('refunds', { payment_intent: await paid(bank) }))}`),
  },
  {
    endpoint: 'GET /v1/refunds/{refund}',
    outcome: 'unknown',
    status: 404,
    shape: 'error',
    ask: bank => bank.get('refunds/re_unknown'),
  },
  {
    endpoint: 'GET /v1/refunds',
    outcome: 'a page',
    status: 200,
    shape: ['refund'],
    ask: bank => bank.get('refunds?limit=100'),
  },
  {
    endpoint: 'GET /v1/charges/{charge}',
    outcome: 'found',
    status: 200,
    shape: 'charge',
    async ask(bank) {
      const { body } = await bank.get(`payment_intents/${await paid(bank)}`)
      return bank.get(`charges/${(body as { latest_charge: string }).latest_charge}`)
    },
  },
  {
    endpoint: 'GET /v1/charges/{charge}',
    outcome: 'unknown',
    status: 404,
    shape: 'error',
    ask: bank => bank.get('charges/ch_unknown'),
  },
  {
    endpoint: 'GET /v1/refunds/{refund}',
    outcome: 'failed after it had succeeded',
    status: 200,
    shape: 'refund',
    async ask(bank) {
      const id = idOf(await bank.post('refunds', { payment_intent: await paid(bank) }))
      await bank.byHand({ act: 'refund-fails', refund: id })
      return bank.get(`refunds/${id}`)
    },
  },
  {
    endpoint: 'webhook',
    outcome: 'refund.failed',
    status: 200,
    shape: 'event',
    ask: bank => bank.event('refund.failed'),
  },
]
