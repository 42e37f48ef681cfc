import { type Bank, type Case, idOf, paying } from './case.ts'

const CUSTOMERS = '/v1/customers'
const CUSTOMER = `${CUSTOMERS}/{customer}`
const CARDS = `${CUSTOMER}/payment_methods`
const CARD = `${CARDS}/{payment_method}`
const DETACH = 'POST /v1/payment_methods/{payment_method}/detach'
const PAY = 'POST /v1/payment_intents'

const customer = async (bank: Bank) => idOf(await bank.post('customers', { 'metadata[customer_id]': 'ana' }))

/** Somebody who paid once and kept the card. */
async function withCard(bank: Bank): Promise<{ customer: string; card: string }> {
  const id = await customer(bank)
  const { body } = await bank.post('payment_intents', keepingCard(id))
  return { customer: id, card: (body as { payment_method: string }).payment_method }
}

const keepingCard = (customer: string, method = 'pm_card_visa') =>
  paying(method, { customer, setup_future_usage: 'on_session' })

export const keeping: readonly Case[] = [
  {
    endpoint: `POST ${CUSTOMERS}`,
    outcome: 'somebody new',
    status: 200,
    shape: 'customer',
    ask: bank => bank.post('customers', { 'metadata[customer_id]': 'ana' }),
  },
  {
    endpoint: `POST ${CUSTOMERS}`,
    outcome: 'the same key again',
    status: 200,
    shape: 'customer',
    async ask(bank) {
      await bank.post('customers', {}, 'customer-1')
      return bank.post('customers', {}, 'customer-1')
    },
  },
  {
    endpoint: `GET ${CUSTOMERS}`,
    outcome: 'a page',
    status: 200,
    shape: ['customer'],
    ask: bank => bank.get('customers?limit=3'),
  },
  {
    endpoint: `GET ${CUSTOMER}`,
    outcome: 'found',
    status: 200,
    shape: 'customer',
    ask: async bank => bank.get(`customers/${await customer(bank)}`),
  },
  {
    endpoint: `GET ${CUSTOMER}`,
    outcome: 'deleted before',
    status: 200,
    shape: 'deleted_customer',
    async ask(bank) {
      const id = await customer(bank)
      await bank.delete(`customers/${id}`)
      return bank.get(`customers/${id}`)
    },
  },
  {
    endpoint: `GET ${CUSTOMER}`,
    outcome: 'unknown',
    status: 404,
    shape: 'error',
    ask: bank => bank.get('customers/cus_none'),
  },
  {
    endpoint: `POST ${CUSTOMER}`,
    outcome: 'another default',
    status: 200,
    shape: 'customer',
    async ask(bank) {
      const { customer, card } = await withCard(bank)
      return bank.post(`customers/${customer}`, { 'invoice_settings[default_payment_method]': card })
    },
  },
  {
    endpoint: `POST ${CUSTOMER}`,
    outcome: 'a default of somebody else',
    status: 400,
    shape: 'error',
    async ask(bank) {
      const { card } = await withCard(bank)
      const other = await customer(bank)
      return bank.post(`customers/${other}`, { 'invoice_settings[default_payment_method]': card })
    },
  },
  {
    endpoint: `DELETE ${CUSTOMER}`,
    outcome: 'deleted',
    status: 200,
    shape: 'deleted_customer',
    ask: async bank => bank.delete(`customers/${await customer(bank)}`),
  },
  {
    endpoint: `DELETE ${CUSTOMER}`,
    outcome: 'deleted before',
    status: 404,
    shape: 'error',
    async ask(bank) {
      const id = await customer(bank)
      await bank.delete(`customers/${id}`)
      return bank.delete(`customers/${id}`)
    },
  },
  {
    endpoint: `GET ${CARDS}`,
    outcome: 'a page',
    status: 200,
    shape: ['payment_method'],
    ask: async bank => bank.get(`customers/${(await withCard(bank)).customer}/payment_methods?type=card`),
  },
  {
    endpoint: `GET ${CARD}`,
    outcome: 'found',
    status: 200,
    shape: 'payment_method',
    async ask(bank) {
      const { customer, card } = await withCard(bank)
      return bank.get(`customers/${customer}/payment_methods/${card}`)
    },
  },
  {
    endpoint: `GET ${CARD}`,
    outcome: 'of somebody else',
    status: 404,
    shape: 'error',
    async ask(bank) {
      const { card } = await withCard(bank)
      return bank.get(`customers/${await customer(bank)}/payment_methods/${card}`)
    },
  },
  {
    endpoint: DETACH,
    outcome: 'detached',
    status: 200,
    shape: 'payment_method',
    ask: async bank => bank.post(`payment_methods/${(await withCard(bank)).card}/detach`),
  },
  {
    endpoint: DETACH,
    outcome: 'detached before',
    status: 400,
    shape: 'error',
    async ask(bank) {
      const { card } = await withCard(bank)
      await bank.post(`payment_methods/${card}/detach`)
      return bank.post(`payment_methods/${card}/detach`)
    },
  },
  {
    endpoint: PAY,
    outcome: 'the card is kept',
    status: 200,
    shape: 'payment_intent',
    ask: async bank => bank.post('payment_intents', keepingCard(await customer(bank))),
  },
  {
    endpoint: PAY,
    outcome: 'paid with a kept card',
    status: 200,
    shape: 'payment_intent',
    async ask(bank) {
      const { customer, card } = await withCard(bank)
      return bank.post('payment_intents', paying(card, { customer }))
    },
  },
  {
    endpoint: PAY,
    outcome: 'a kept card that has run out',
    status: 402,
    shape: 'error',
    async ask(bank) {
      const { customer, card } = await withCard(bank)
      await bank.byHand({ act: 'expire', card })
      return bank.post('payment_intents', paying(card, { customer }))
    },
  },
  {
    endpoint: PAY,
    outcome: 'a kept card of somebody else',
    status: 400,
    shape: 'error',
    async ask(bank) {
      const { card } = await withCard(bank)
      return bank.post('payment_intents', paying(card, { customer: await customer(bank) }))
    },
  },
  {
    endpoint: PAY,
    outcome: 'a kept card and no customer',
    status: 400,
    shape: 'error',
    ask: async bank => bank.post('payment_intents', paying((await withCard(bank)).card)),
  },
  {
    endpoint: PAY,
    outcome: 'a card that was kept once',
    status: 400,
    shape: 'error',
    async ask(bank) {
      const { customer, card } = await withCard(bank)
      await bank.post(`payment_methods/${card}/detach`)
      return bank.post('payment_intents', paying(card, { customer }))
    },
  },
]
