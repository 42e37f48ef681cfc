import { type Case, idOf } from './case.ts'

const METHOD = 'POST /v1/payment_methods'
const TOKEN = 'POST /v1/test_helpers/confirmation_tokens'
const card = (number: string) => ({
  type: 'card',
  'card[number]': number,
  'card[exp_month]': '12',
  'card[exp_year]': '2034',
  'card[cvc]': '123',
})

export const cardsAndEvents: readonly Case[] = [
  {
    endpoint: METHOD,
    outcome: 'a card',
    status: 200,
    shape: 'payment_method',
    ask: bank => bank.post('payment_methods', card('4242424242424242')),
  },
  {
    endpoint: METHOD,
    outcome: 'a wrong number',
    status: 402,
    shape: 'error',
    ask: bank => bank.post('payment_methods', card('4242424242424241')),
  },
  {
    endpoint: 'GET /v1/payment_methods/{payment_method}',
    outcome: 'found',
    status: 200,
    shape: 'payment_method',
    ask: bank => bank.get('payment_methods/pm_card_amex'),
  },
  {
    endpoint: 'GET /v1/payment_methods/{payment_method}',
    outcome: 'unknown',
    status: 404,
    shape: 'error',
    ask: bank => bank.get('payment_methods/pm_unknown'),
  },
  {
    endpoint: TOKEN,
    outcome: 'a token',
    status: 200,
    shape: null,
    ask: bank => bank.post('test_helpers/confirmation_tokens', { payment_method: 'pm_card_visa' }),
  },
  {
    endpoint: 'POST /v1/confirmation_tokens',
    outcome: 'a token, as a browser asks',
    status: 200,
    shape: null,
    ask: bank => bank.post('confirmation_tokens', { payment_method: 'pm_card_visa' }),
  },
  {
    endpoint: 'GET /v1/confirmation_tokens/{confirmation_token}',
    outcome: 'found',
    status: 200,
    shape: null,
    async ask(bank) {
      const token = await bank.post('confirmation_tokens', { payment_method: 'pm_card_visa' })
      return bank.get(`confirmation_tokens/${idOf(token)}`)
    },
  },
  {
    endpoint: 'GET /v1/events',
    outcome: 'a page',
    status: 200,
    shape: ['event'],
    ask: bank => bank.get('events?limit=100'),
  },
  {
    endpoint: 'webhook',
    outcome: 'payment_intent.succeeded',
    status: 200,
    shape: 'event',
    ask: bank => bank.event('payment_intent.succeeded'),
  },
  {
    endpoint: 'webhook',
    outcome: 'payment_intent.payment_failed',
    status: 200,
    shape: 'event',
    ask: bank => bank.event('payment_intent.payment_failed'),
  },
  {
    endpoint: 'webhook',
    outcome: 'charge.refunded',
    status: 200,
    shape: 'event',
    ask: bank => bank.event('charge.refunded'),
  },
  {
    endpoint: 'GET /v1/nothing',
    outcome: 'no such address',
    status: 404,
    shape: 'error',
    ask: bank => bank.get('nothing'),
  },
]
