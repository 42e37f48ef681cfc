import { type Case, idOf, paid, unconfirmed } from './case.ts'

const CONFIRM = 'POST /v1/payment_intents/{intent}/confirm'
const CANCEL = 'POST /v1/payment_intents/{intent}/cancel'
const RETRIEVE = 'GET /v1/payment_intents/{intent}'
const LIST = 'GET /v1/payment_intents'

export const carryingOn: readonly Case[] = [
  {
    endpoint: CONFIRM,
    outcome: 'paid',
    status: 200,
    shape: 'payment_intent',
    ask: async bank =>
      bank.post(`payment_intents/${await unconfirmed(bank)}/confirm`, { payment_method: 'pm_card_visa' }),
  },
  {
    endpoint: CONFIRM,
    outcome: 'declined',
    status: 402,
    shape: 'error',
    ask: async bank =>
      bank.post(`payment_intents/${await unconfirmed(bank)}/confirm`, {
        payment_method: 'pm_card_chargeDeclined',
      }),
  },
  {
    endpoint: CONFIRM,
    outcome: 'paid already',
    status: 400,
    shape: 'error',
    ask: async bank => bank.post(`payment_intents/${await paid(bank)}/confirm`),
  },
  {
    endpoint: CONFIRM,
    outcome: 'where to return to is missing',
    status: 400,
    shape: 'error',
    async ask(bank) {
      const id = idOf(await bank.post('payment_intents', { amount: '500', currency: 'eur' }))
      return bank.post(`payment_intents/${id}/confirm`, { payment_method: 'pm_card_visa' })
    },
  },
  {
    endpoint: CANCEL,
    outcome: 'canceled',
    status: 200,
    shape: 'payment_intent',
    ask: async bank => bank.post(`payment_intents/${await unconfirmed(bank)}/cancel`),
  },
  {
    endpoint: CANCEL,
    outcome: 'paid already',
    status: 400,
    shape: 'error',
    ask: async bank => bank.post(`payment_intents/${await paid(bank)}/cancel`),
  },
  {
    endpoint: CANCEL,
    outcome: 'unknown',
    status: 404,
    shape: 'error',
    ask: bank => bank.post('payment_intents/pi_unknown/cancel'),
  },
  {
    endpoint: RETRIEVE,
    outcome: 'paid, with its charge',
    status: 200,
    shape: 'payment_intent',
    ask: async bank => bank.get(`payment_intents/${await paid(bank)}?expand[]=latest_charge`),
  },
  {
    endpoint: RETRIEVE,
    outcome: 'unknown',
    status: 404,
    shape: 'error',
    ask: bank => bank.get('payment_intents/pi_unknown'),
  },
  {
    endpoint: RETRIEVE,
    outcome: 'without a key',
    status: 401,
    shape: 'error',
    ask: bank => bank.withoutKey('payment_intents/pi_unknown'),
  },
  {
    endpoint: LIST,
    outcome: 'a page',
    status: 200,
    shape: ['payment_intent'],
    ask: bank => bank.get('payment_intents?limit=100&expand[]=data.latest_charge'),
  },
  {
    endpoint: LIST,
    outcome: 'the next page of a time',
    status: 200,
    shape: ['payment_intent'],
    ask: async bank => bank.get(`payment_intents?limit=1&created[gte]=1&starting_after=${await paid(bank)}`),
  },
  {
    endpoint: LIST,
    outcome: 'a page too long',
    status: 400,
    shape: 'error',
    ask: bank => bank.get('payment_intents?limit=101'),
  },
]
